package io.kontor.dataplane.document;

import io.kontor.dataplane.source.DocumentPages;
import io.kontor.dataplane.source.SourceFailure;
import io.kontor.dataplane.source.Watermark;
import io.kontor.model.id.Digest32;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;

/** One version of a PDF file, held by its digest: a file that changed during a viewing is not shown on. */
final class PdfPages implements DocumentPages {

    private static final long MAX_BYTES = 32L * 1024 * 1024;

    private final String documentId;
    private final Path file;
    private final PageRenderer renderer;
    private final Digest32 digest;
    private final int pageCount;

    private PdfPages(String documentId, Path file, PageRenderer renderer, Digest32 digest, int pageCount) {
        this.documentId = documentId;
        this.file = file;
        this.renderer = renderer;
        this.digest = digest;
        this.pageCount = pageCount;
    }

    static PdfPages open(String documentId, Path file, PageRenderer renderer) throws SourceFailure {
        byte[] bytes = read(documentId, file);
        try (PDDocument document = Loader.loadPDF(bytes)) {
            int pages = document.getNumberOfPages();
            if (pages < 1) {
                throw new SourceFailure("Cannot open document " + documentId + ": it has no pages");
            }
            return new PdfPages(documentId, file, renderer, sha256(bytes), pages);
        } catch (IOException e) {
            throw new SourceFailure("Cannot open document " + documentId + ": it is no readable PDF", e);
        }
    }

    @Override
    public int pageCount() {
        return pageCount;
    }

    @Override
    public byte[] render(int page, Watermark watermark) throws SourceFailure {
        if (page < 1 || page > pageCount) {
            throw new SourceFailure(
                    "Cannot show page " + page + " of document " + documentId + ": it has " + pageCount + " pages");
        }
        byte[] bytes = read(documentId, file);
        if (!sha256(bytes).equals(digest)) {
            throw new SourceFailure("Cannot show document " + documentId + ": it changed during the viewing");
        }
        try (PDDocument document = Loader.loadPDF(bytes)) {
            return renderer.render(document, page, watermark);
        } catch (IOException e) {
            throw new SourceFailure(
                    "Cannot show page " + page + " of document " + documentId + ": " + e.getMessage(), e);
        }
    }

    private static byte[] read(String documentId, Path file) throws SourceFailure {
        try {
            long size = Files.size(file);
            if (size > MAX_BYTES) {
                throw new SourceFailure(
                        "Cannot open document " + documentId + ": it has " + size + " bytes, at most " + MAX_BYTES);
            }
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new SourceFailure("Cannot open document " + documentId + ": its file cannot be read", e);
        }
    }

    private static Digest32 sha256(byte[] bytes) {
        try {
            return Digest32.of(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Cannot digest document: this Java has no SHA-256", e);
        }
    }
}
