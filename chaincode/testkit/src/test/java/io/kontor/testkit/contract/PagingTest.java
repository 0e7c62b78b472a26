package io.kontor.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.kontor.client.resource.ResourceLedger;
import io.kontor.model.json.JsonObject;
import io.kontor.model.resource.DataClass;
import io.kontor.model.resource.DataItem;
import io.kontor.model.resource.Resource;
import io.kontor.model.resource.Sensitivity;
import io.kontor.testkit.fixtures.DemoRecords;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** {@code …:list} of many and large records. */
class PagingTest {

    private final Bed bed = new Bed();

    /** Ten records of this size do not fit one answer. */
    @Test
    void a_page_holds_as_many_records_as_an_answer_can() {
        bed.deal.foundCities();
        List<DataItem> items = IntStream.range(0, 500)
                .mapToObj(i -> new DataItem("项".repeat(90) + i, "TEXT", Sensitivity.NONE))
                .toList();
        for (int i = 0; i < 10; i++) {
            Resource r = DemoRecords.resource("R-" + i, "F-H1", "大目录", DataClass.STRUCTURED_PLAIN);
            new ResourceLedger(bed.officer("F-H1"))
                    .register(new Resource(
                            r.resourceId(),
                            r.supplier(),
                            r.cityId(),
                            r.title(),
                            r.dataClass(),
                            r.grade(),
                            r.personalData(),
                            items,
                            r.legalityDigest(),
                            r.status(),
                            r.code(),
                            r.recognisedBy()));
        }
        int pages = 0;
        int records = 0;
        String after = "{}";
        do {
            JsonObject page = bed.officer("Q-INS").evaluate("resource:list", Bed.json(after));
            records += page.array("records").size();
            after = page.optionalString("next")
                    .map(next -> "{'after':'" + next + "'}")
                    .orElse("");
            pages++;
        } while (!after.isEmpty());
        assertThat(records).isEqualTo(10);
        assertThat(pages).isGreaterThan(1);
    }
}
