package io.kontor.dataplane.object;

import io.kontor.dataplane.source.ObjectSource;
import io.kontor.dataplane.source.SourceConfigurationException;
import io.kontor.dataplane.source.SourceFailure;
import io.kontor.dataplane.source.SourceObject;
import io.kontor.model.id.Ids;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Objects that are files, each by its identifier. A file may be replaced; a call stays on the version it began with. Thread-safe. */
public final class FileObjects implements ObjectSource {

    /**
     * One object.
     *
     * @param file where it lies
     * @param contentType media type
     */
    public record Entry(Path file, String contentType) {}

    private final Map<String, Entry> entries;

    private FileObjects(Map<String, Entry> entries) {
        this.entries = new TreeMap<>(entries);
    }

    /**
     * Serves files.
     *
     * @param resourceId resource that it serves, for the message
     * @param entries objects by identifier, at least one
     */
    public static FileObjects open(String resourceId, Map<String, Entry> entries) {
        if (entries.isEmpty()) {
            throw new SourceConfigurationException("Cannot serve resource " + resourceId + ": no object is configured");
        }
        entries.forEach((objectId, entry) -> {
            Ids.require("object", objectId);
            if (!Files.isReadable(entry.file())) {
                throw new SourceConfigurationException("Cannot serve resource " + resourceId + ": file " + entry.file()
                        + " of object " + objectId + " cannot be read");
            }
        });
        return new FileObjects(entries);
    }

    @Override
    public Optional<SourceObject> find(String objectId) throws SourceFailure {
        Entry entry = entries.get(objectId);
        if (entry == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(new FileObject(entry, Files.size(entry.file())));
        } catch (IOException e) {
            throw new SourceFailure("Cannot open object " + objectId + ": its file cannot be read", e);
        }
    }

    @Override
    public void close() {
        // Files are opened and closed within each call.
    }

    private record FileObject(Entry entry, long size) implements SourceObject {

        @Override
        public String contentType() {
            return entry.contentType();
        }

        @Override
        public String fileName() {
            return String.valueOf(entry.file().getFileName());
        }

        @Override
        public InputStream open() throws IOException {
            return Files.newInputStream(entry.file());
        }
    }
}
