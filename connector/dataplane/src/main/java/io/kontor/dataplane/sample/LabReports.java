package io.kontor.dataplane.sample;

import io.kontor.model.json.CanonicalJson;
import io.kontor.model.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.font.PDType1Font;
import org.apache.pdfbox.pdmodel.font.Standard14Fonts.FontName;

/**
 * Laboratory reports as PDF, one a patient, two pages. Their text is Latin, because no font with Chinese glyphs can be relied on
 * everywhere; each says on every page that it is synthetic.
 */
public final class LabReports {

    private static final String[][] TESTS = {
        {"WBC", "White blood cells", "10^9/L", "4.0", "10.0"},
        {"RBC", "Red blood cells", "10^12/L", "3.8", "5.8"},
        {"HGB", "Haemoglobin", "g/L", "115", "175"},
        {"PLT", "Platelets", "10^9/L", "125", "350"},
        {"ALT", "Alanine aminotransferase", "U/L", "7", "40"},
        {"CREA", "Creatinine", "umol/L", "41", "111"},
        {"GLU", "Glucose", "mmol/L", "3.9", "6.1"},
        {"CRP", "C-reactive protein", "mg/L", "0", "8"},
    };
    private static final float LEFT = 60;
    private static final float TOP = 780;
    private static final float LINE = 22;

    private LabReports() {}

    /**
     * Writes a report and its description for each patient.
     *
     * @param folder where to write; made when missing
     * @param claims patients
     * @param seed makes the values differ
     * @return identifier of the document by subject
     */
    public static Map<String, String> write(Path folder, List<ClaimRecord> claims, long seed) throws IOException {
        Files.createDirectories(folder);
        Random random = new Random(seed);
        Map<String, String> documents = new TreeMap<>();
        for (ClaimRecord claim : claims) {
            String id = "LAB-" + claim.value(ClaimItem.VISIT);
            try (PDDocument document = report(claim, random)) {
                document.save(folder.resolve(id + ".pdf").toFile());
            }
            JsonObject description = JsonObject.builder()
                    .put("subject", claim.subject())
                    .put("title", "检验报告")
                    .put("mark", ClaimGenerator.SYNTHETIC)
                    .build();
            Files.writeString(folder.resolve(id + ".json"), CanonicalJson.write(description));
            documents.put(claim.subject(), id);
        }
        return documents;
    }

    private static PDDocument report(ClaimRecord claim, Random random) throws IOException {
        PDDocument document = new PDDocument();
        page(document, claim, 1, random);
        page(document, claim, 2, random);
        return document;
    }

    private static void page(PDDocument document, ClaimRecord claim, int number, Random random) throws IOException {
        PDPage page = new PDPage(PDRectangle.A4);
        document.addPage(page);
        PDFont plain = new PDType1Font(FontName.HELVETICA);
        PDFont bold = new PDType1Font(FontName.HELVETICA_BOLD);
        try (PDPageContentStream content = new PDPageContentStream(document, page)) {
            line(content, bold, 16, 0, "LABORATORY REPORT");
            line(content, bold, 10, 1, "SYNTHETIC DATA - NO REAL PERSON (HE CHENG SHU JU)");
            line(content, plain, 11, 3, "Visit: " + claim.value(ClaimItem.VISIT));
            line(content, plain, 11, 4, "Patient identifier: " + claim.subject());
            line(content, plain, 11, 5, "Institution: " + ascii(claim.value(ClaimItem.INSTITUTION)));
            line(content, plain, 11, 6, "Reported: " + claim.value(ClaimItem.SETTLED_AT));
            for (int i = 0; i < TESTS.length / 2; i++) {
                line(content, plain, 11, 9 + i, result(TESTS[(number - 1) * TESTS.length / 2 + i], random));
            }
            line(content, plain, 9, 32, "Page " + number + " of 2");
        }
    }

    private static String result(String[] test, Random random) {
        double low = Double.parseDouble(test[3]);
        double high = Double.parseDouble(test[4]);
        double value = low + (high - low) * (random.nextInt(1300) - 150) / 1000;
        return String.format(
                Locale.ROOT,
                "%-5s %-28s %8.1f %-8s  (%s - %s)",
                test[0],
                test[1],
                Math.max(0, value),
                test[2],
                test[3],
                test[4]);
    }

    private static void line(PDPageContentStream content, PDFont font, float size, int row, String text)
            throws IOException {
        content.beginText();
        content.setFont(font, size);
        content.newLineAtOffset(LEFT, TOP - row * LINE);
        content.showText(text);
        content.endText();
    }

    private static String ascii(String text) {
        return text.replaceAll("[^ -~]", "?");
    }
}
