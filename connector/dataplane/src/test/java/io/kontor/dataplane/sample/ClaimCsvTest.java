package io.kontor.dataplane.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClaimCsvTest {

    @TempDir
    Path folder;

    private Path file;
    private String good;

    @BeforeEach
    void write() throws IOException {
        file = folder.resolve("claims.csv");
        ClaimGenerator generator = new ClaimGenerator("12990101DEM000001K", 7);
        ClaimCsv.write(file, List.of(generator.sample(), generator.claims(1).get(0)));
        good = Files.readString(file);
    }

    @Test
    void reads_what_it_wrote() throws IOException {
        List<ClaimRecord> records = ClaimCsv.read(file);

        assertThat(records).hasSize(2);
        assertThat(records.get(0).value(ClaimItem.TOTAL)).isEqualTo("486.30");
        ClaimCsv.write(folder.resolve("again.csv"), records);
        assertThat(folder.resolve("again.csv")).hasContent(good);
    }

    @Test
    void columns_may_stand_in_any_order_and_cells_may_be_quoted() throws IOException {
        Files.writeString(file, good.replace("慢性胃炎", "\"慢性,\"\"胃炎\"\"\n二行\"").replace("\n", "\r\n"));

        assertThat(ClaimCsv.read(file).get(0).value(ClaimItem.DIAGNOSIS)).isEqualTo("慢性,\"胃炎\"\r\n二行");
    }

    @Test
    void a_wrong_file_is_refused_naming_line_and_column() throws IOException {
        assertRefused(good.replace("486.30", "486.3"), "line 2, column 17 (费用总额): is '486.3', must be an amount");
        assertRefused(
                good.replace("486.30", "486.31"), "line 2, column 17 (费用总额): is 486.31, its four parts sum to 486.30");
        assertRefused(good.replace("2026-09-17 08:31:00", "17.9.2026"), "line 2, column 13 (挂号时间)");
        assertRefused(good.replace("就诊流水号", "流水号"), "line 1, column 1: '流水号' is none of the 24 items");
        assertRefused(good.replace(",结算时间", ""), "line 1, column 24: item '结算时间' is missing");
        assertRefused(good.replace("就诊日期", "就诊流水号"), "line 1, column 2: '就诊流水号' is there twice");
        assertRefused(good.replace(",K29.5", ""), "line 2, column 23: the line has 23 cells, the header 24");
        assertRefused(good + good.lines().skip(1).findFirst().orElseThrow(), "line 4, column 1 (就诊流水号)");
        assertRefused(good.replace("慢性胃炎", "\"慢性胃炎"), "line 2, column 12: the quotation mark is never closed");
        assertRefused("", "the file is empty");
        assertRefused(good.lines().findFirst().orElseThrow(), "no claim after the header");
    }

    @Test
    void a_file_in_another_encoding_is_refused() throws IOException {
        Files.write(file, good.getBytes(Charset.forName("GBK")));

        assertThatThrownBy(() -> ClaimCsv.read(file)).hasMessageContaining("is not UTF-8");
    }

    private void assertRefused(String text, String reason) throws IOException {
        Files.writeString(file, text);
        assertThatThrownBy(() -> ClaimCsv.read(file))
                .isInstanceOf(ClaimFileException.class)
                .hasMessageStartingWith("Cannot read claims from ")
                .hasMessageContaining(reason);
    }
}
