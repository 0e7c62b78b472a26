package io.kontor.dataplane.document;

import io.kontor.dataplane.source.Watermark;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import javax.imageio.ImageIO;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.PDPageContentStream.AppendMode;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.font.PDType1Font;
import org.apache.pdfbox.pdmodel.font.Standard14Fonts.FontName;
import org.apache.pdfbox.pdmodel.graphics.state.PDExtendedGraphicsState;
import org.apache.pdfbox.rendering.ImageType;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.apache.pdfbox.util.Matrix;

/**
 * Renders a page to PNG. The watermark is drawn into the page before it becomes a picture, so it lies under no layer that could be
 * taken off; its font comes with PDFBox, so no font of the machine is needed. Stateless.
 */
final class PageRenderer {

    private static final int POINTS_PER_INCH = 72;
    private static final double MAX_PIXELS = 16_000_000;
    private static final float FONT_SIZE = 16;
    private static final float LINE_DISTANCE = 110;
    private static final float OPACITY = 0.28f;
    private static final double ANGLE = Math.toRadians(35);

    private final int dpi;

    PageRenderer(int dpi) {
        this.dpi = dpi;
    }

    byte[] render(PDDocument document, int page, Watermark watermark) throws IOException {
        PDPage target = document.getPage(page - 1);
        draw(document, target, watermark);
        BufferedImage image =
                new PDFRenderer(document).renderImageWithDPI(page - 1, boundedDpi(target.getCropBox()), ImageType.RGB);
        ByteArrayOutputStream png = new ByteArrayOutputStream(1 << 16);
        if (!ImageIO.write(image, "png", png)) {
            throw new IOException("this Java cannot write PNG");
        }
        return png.toByteArray();
    }

    /** A page may claim any size; the picture stays within a bound of memory. */
    private float boundedDpi(PDRectangle box) {
        double inches = (double) box.getWidth() * box.getHeight() / (POINTS_PER_INCH * POINTS_PER_INCH);
        return (float) Math.max(1, Math.min(dpi, Math.sqrt(MAX_PIXELS / Math.max(inches, 1e-6))));
    }

    /** Repeats the watermark in diagonal lines over the whole page. */
    static void draw(PDDocument document, PDPage page, Watermark watermark) throws IOException {
        PDFont font = new PDType1Font(FontName.HELVETICA_BOLD);
        String text = text(watermark, font);
        float width = font.getStringWidth(text) / 1000 * FONT_SIZE;
        PDRectangle box = page.getCropBox();
        PDExtendedGraphicsState state = new PDExtendedGraphicsState();
        state.setNonStrokingAlphaConstant(OPACITY);
        try (PDPageContentStream content = new PDPageContentStream(document, page, AppendMode.APPEND, true, true)) {
            content.setGraphicsStateParameters(state);
            content.setNonStrokingColor(0.45f, 0.1f, 0.1f);
            float reach = (float) (Math.hypot(box.getWidth(), box.getHeight()) + width);
            for (float y = -reach; y < reach; y += LINE_DISTANCE) {
                line(content, box, new Mark(font, text, width), y);
            }
        }
    }

    /** The text of the watermark as it is set: width in points. */
    private record Mark(PDFont font, String text, float width) {}

    private static void line(PDPageContentStream content, PDRectangle box, Mark mark, float across) throws IOException {
        float step = mark.width() + 4 * FONT_SIZE;
        float diagonal = (float) Math.hypot(box.getWidth(), box.getHeight());
        for (float along = -step; along < diagonal; along += step) {
            double x = box.getLowerLeftX() + along * Math.cos(ANGLE) - across * Math.sin(ANGLE);
            double y = box.getLowerLeftY() + along * Math.sin(ANGLE) + across * Math.cos(ANGLE);
            if (touches(box, x, y, mark.width())) {
                content.beginText();
                content.setFont(mark.font(), FONT_SIZE);
                content.setTextMatrix(Matrix.getRotateInstance(ANGLE, (float) x, (float) y));
                content.showText(mark.text());
                content.endText();
            }
        }
    }

    private static boolean touches(PDRectangle box, double x, double y, float width) {
        return x > box.getLowerLeftX() - width
                && x < box.getUpperRightX()
                && y > box.getLowerLeftY() - width
                && y < box.getUpperRightY();
    }

    /** A name that the font cannot show is left to the fingerprint, which stands there in any case. */
    static String text(Watermark watermark, PDFont font) {
        String tail = watermark.shortFingerprint() + "  " + watermark.callId();
        String named = watermark.user() + "  " + tail;
        try {
            font.encode(named);
            return named;
        } catch (IllegalArgumentException | IOException e) {
            return tail;
        }
    }
}
