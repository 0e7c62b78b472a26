package io.kontor.dataplane.sample;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;

/** A catalogue of prices of medical services as CSV: not sensitive, may be downloaded. */
public final class PriceCatalogue {

    /** Columns of the file. */
    public static final List<String> COLUMNS = List.of("项目编码", "项目名称", "计价单位", "价格（元）", "项目内涵", "数据标记");

    private static final String[] KINDS = {"血液检查", "生化检验", "影像诊断", "物理治疗", "门诊诊查", "注射", "换药", "心电图"};
    private static final String[] UNITS = {"次", "项", "部位", "日"};

    private PriceCatalogue() {}

    /**
     * Writes a catalogue; a row has about 100 bytes.
     *
     * @param file file
     * @param rows rows
     * @param seed makes the prices differ
     */
    public static void write(Path file, int rows, long seed) throws IOException {
        Random random = new Random(seed);
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            out.write(ClaimCsv.line(COLUMNS));
            for (int i = 1; i <= rows; i++) {
                String kind = KINDS[random.nextInt(KINDS.length)];
                out.write(ClaimCsv.line(List.of(
                        "X" + (1_000_000 + i),
                        kind + "（示例" + i + "）",
                        UNITS[random.nextInt(UNITS.length)],
                        ClaimRecord.yuan(100 + random.nextInt(100_000)),
                        kind + "的收费说明",
                        ClaimGenerator.SYNTHETIC)));
            }
        }
    }
}
