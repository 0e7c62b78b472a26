package io.kontor.dataplane.document;

import io.kontor.dataplane.source.DocumentPages;
import io.kontor.dataplane.source.DocumentSource;
import io.kontor.dataplane.source.SourceConfigurationException;
import io.kontor.dataplane.source.SourceFailure;
import io.kontor.model.id.Ids;
import io.kontor.model.json.CanonicalJson;
import io.kontor.model.json.JsonObject;
import io.kontor.model.rejection.MalformedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A folder of documents: {@code <documentId>.pdf}, and beside it {@code <documentId>.json} with the subject that it is about
 * (DPL-8). A document without such a file belongs to nobody and is never found by a call with a subject. Thread-safe.
 */
public final class DocumentFolder implements DocumentSource {

    private final Path folder;
    private final PageRenderer renderer;

    private DocumentFolder(Path folder, PageRenderer renderer) {
        this.folder = folder;
        this.renderer = renderer;
    }

    /**
     * Serves a folder.
     *
     * @param resourceId resource that it serves, for the message
     * @param folder folder that can be read
     * @param dpi resolution of the pictures, 36 to 300
     */
    public static DocumentFolder open(String resourceId, Path folder, int dpi) {
        if (!Files.isDirectory(folder) || !Files.isReadable(folder)) {
            throw new SourceConfigurationException(
                    "Cannot serve resource " + resourceId + ": document folder " + folder + " cannot be read");
        }
        if (dpi < 36 || dpi > 300) {
            throw new SourceConfigurationException(
                    "Cannot serve resource " + resourceId + ": dpi is " + dpi + ", must be 36 to 300");
        }
        return new DocumentFolder(folder, new PageRenderer(dpi));
    }

    @Override
    public Optional<DocumentPages> open(String documentId, Optional<String> subject) throws SourceFailure {
        Ids.require("document", documentId);
        Path file = folder.resolve(documentId + ".pdf");
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            return Optional.empty();
        }
        if (subject.isPresent() && !subject.equals(subjectOf(documentId))) {
            return Optional.empty();
        }
        return Optional.of(PdfPages.open(documentId, file, renderer));
    }

    private Optional<String> subjectOf(String documentId) throws SourceFailure {
        Path file = folder.resolve(documentId + ".json");
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            return Optional.empty();
        }
        try {
            JsonObject description =
                    CanonicalJson.parse(Files.readAllBytes(file)).named("document description");
            return description.optionalString("subject");
        } catch (IOException | MalformedException e) {
            throw new SourceFailure("Cannot open document " + documentId + ": its description cannot be read", e);
        }
    }

    @Override
    public void close() {
        // Files are opened and closed within each call.
    }
}
