package io.kontor.dataplane.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kontor.dataplane.source.DocumentPages;
import io.kontor.dataplane.source.SourceFailure;
import io.kontor.dataplane.source.Watermark;
import io.kontor.model.id.Digest32;
import io.kontor.model.rejection.MalformedException;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import javax.imageio.ImageIO;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.font.PDType1Font;
import org.apache.pdfbox.pdmodel.font.Standard14Fonts.FontName;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** DPL-8 (whose document), DPL-9 (watermark). */
class DocumentFolderTest {

    private static final Watermark WATERMARK = watermark("claims01", "0123456789abcdef0123456789abcdef");
    private static final Optional<String> OWNER = Optional.of("P1");

    @TempDir
    Path folder;

    private DocumentFolder documents;

    @BeforeEach
    void makeDocuments() throws IOException {
        writePdf("D1", "Haemoglobin 141 g/L", "Page two");
        Files.writeString(folder.resolve("D1.json"), "{\"subject\":\"P1\"}");
        writePdf("orphan", "Nobody's");
        documents = DocumentFolder.open("R3", folder, 72);
    }

    @Test
    void a_page_leaves_as_a_picture_and_never_as_the_document() throws SourceFailure, IOException {
        DocumentPages pages = documents.open("D1", OWNER).orElseThrow();

        byte[] png = pages.render(2, WATERMARK);

        assertThat(pages.pageCount()).isEqualTo(2);
        assertThat(png).startsWith(0x89, 'P', 'N', 'G');
        BufferedImage image = ImageIO.read(new ByteArrayInputStream(png));
        assertThat(image.getWidth()).isBetween(594, 597);
        assertThat(image.getHeight()).isBetween(841, 844);
    }

    @Test
    void the_watermark_carries_user_fingerprint_and_call() throws IOException {
        try (PDDocument document = pdf("Clear text")) {
            PageRenderer.draw(document, document.getPage(0), WATERMARK);

            // Rotated text comes out letter by letter.
            assertThat(new PDFTextStripper().getText(document).replaceAll("\\s", ""))
                    .contains("Cleartext")
                    .contains("claims01")
                    .contains("abababababab")
                    .contains("0123456789abcdef0123456789abcdef");
        }
    }

    @Test
    void another_call_gives_other_pixels_over_all_the_page() throws SourceFailure, IOException {
        DocumentPages pages = documents.open("D1", OWNER).orElseThrow();
        BufferedImage one = ImageIO.read(new ByteArrayInputStream(pages.render(1, WATERMARK)));
        BufferedImage other = ImageIO.read(
                new ByteArrayInputStream(pages.render(1, watermark("claims01", "ffffffffffffffffffffffffffffffff"))));

        boolean[][] touched = new boolean[3][3];
        for (int x = 0; x < one.getWidth(); x++) {
            for (int y = 0; y < one.getHeight(); y++) {
                if (one.getRGB(x, y) != other.getRGB(x, y)) {
                    touched[x * 3 / one.getWidth()][y * 3 / one.getHeight()] = true;
                }
            }
        }
        assertThat(touched).isDeepEqualTo(new boolean[][] {{true, true, true}, {true, true, true}, {true, true, true}});
    }

    @Test
    void a_name_that_the_font_cannot_show_is_left_to_the_fingerprint() {
        PDType1Font font = new PDType1Font(FontName.HELVETICA_BOLD);

        assertThat(PageRenderer.text(watermark("理赔01", "00"), font)).isEqualTo("abababababab  00");
    }

    @Test
    void a_document_of_another_subject_is_not_found() throws SourceFailure {
        assertThat(documents.open("D1", Optional.of("P2"))).isEmpty();
        assertThat(documents.open("orphan", OWNER)).isEmpty();
        assertThat(documents.open("D9", OWNER)).isEmpty();
    }

    @Test
    void a_document_identifier_cannot_leave_the_folder() {
        assertThatThrownBy(() -> documents.open("../D1", OWNER)).isInstanceOf(MalformedException.class);
    }

    @Test
    void a_document_that_changed_is_not_shown_on() throws SourceFailure, IOException {
        DocumentPages pages = documents.open("D1", OWNER).orElseThrow();
        writePdf("D1", "Another");

        assertThatThrownBy(() -> pages.render(1, WATERMARK))
                .isInstanceOf(SourceFailure.class)
                .hasMessageContaining("changed during the viewing");
    }

    @Test
    void a_page_beyond_the_end_and_a_broken_file_fail_clearly() throws SourceFailure, IOException {
        DocumentPages pages = documents.open("D1", OWNER).orElseThrow();
        assertThatThrownBy(() -> pages.render(3, WATERMARK)).hasMessageContaining("it has 2 pages");

        Files.writeString(folder.resolve("D1.pdf"), "no PDF");
        assertThatThrownBy(() -> documents.open("D1", OWNER))
                .isInstanceOf(SourceFailure.class)
                .hasMessageContaining("no readable PDF");
    }

    @Test
    void a_page_of_monstrous_size_stays_within_the_bound() throws IOException {
        try (PDDocument document = new PDDocument()) {
            document.addPage(new PDPage(new PDRectangle(14_400, 14_400)));

            byte[] png = new PageRenderer(300).render(document, 1, WATERMARK);

            BufferedImage image = ImageIO.read(new ByteArrayInputStream(png));
            assertThat((long) image.getWidth() * image.getHeight()).isLessThan(17_000_000);
        }
    }

    private static Watermark watermark(String user, String callId) {
        return new Watermark(user, Digest32.fromHex("ab".repeat(32)), callId);
    }

    private void writePdf(String id, String... pages) throws IOException {
        try (PDDocument document = pdf(pages)) {
            document.save(folder.resolve(id + ".pdf").toFile());
        }
    }

    private static PDDocument pdf(String... pages) throws IOException {
        PDDocument document = new PDDocument();
        for (String text : pages) {
            PDPage page = new PDPage(PDRectangle.A4);
            document.addPage(page);
            try (PDPageContentStream content = new PDPageContentStream(document, page)) {
                content.beginText();
                content.setFont(new PDType1Font(FontName.HELVETICA), 12);
                content.newLineAtOffset(60, 760);
                content.showText(text);
                content.endText();
            }
        }
        return document;
    }
}
