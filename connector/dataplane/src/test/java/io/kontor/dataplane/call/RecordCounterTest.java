package io.kontor.dataplane.call;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** DPL-11: items and records of an object. */
class RecordCounterTest {

    @Test
    void a_csv_has_its_columns_and_rows_without_comments_and_header() {
        assertCounted("# mark\na,b,c\n1,2,3\n\"x\ny\",\"a,b\",\"q\"\"\"\n", 3, 2);
        assertCounted("a,b\r\n1,2\r\n3,4", 2, 2);
        assertCounted("a,b\n", 2, 0);
        assertCounted("", 1, 0);
    }

    @Test
    void anything_else_is_one_record_of_one_item() {
        RecordCounter counter = RecordCounter.of("application/pdf");
        counter.take("a,b\n1,2\n".getBytes(StandardCharsets.UTF_8), 8);

        assertThat(counter.items()).isEqualTo(1);
        assertThat(counter.records()).isEqualTo(1);
    }

    private static void assertCounted(String text, int items, long records) {
        RecordCounter counter = RecordCounter.of("text/csv; charset=utf-8");
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        counter.take(bytes, bytes.length);
        assertThat(counter.items()).as(text).isEqualTo(items);
        assertThat(counter.records()).as(text).isEqualTo(records);
    }
}
