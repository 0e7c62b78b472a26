package io.kontor.testkit.contract;

import static io.kontor.testkit.contract.Bed.rejects;

import io.kontor.client.city.CityLedger;
import io.kontor.client.member.MemberLedger;
import io.kontor.client.order.OrderLedger;
import io.kontor.client.product.ProductLedger;
import io.kontor.model.member.Member;
import io.kontor.model.rejection.RejectionCode;
import io.kontor.testkit.fixtures.DemoRecords;
import java.util.List;
import org.junit.jupiter.api.Test;

/** CALL-4: members of a city that is not recognised do not act. */
class CityRecognitionTest {

    @Test
    void a_buyer_of_a_city_that_is_not_recognised_cannot_order() {
        Bed bed = new Bed();
        new CityLedger(bed.officer("F-DATA")).found(bed.cast.cityF(), bed.cast.member("F-DATA"));
        new CityLedger(bed.officer("Q-DATA")).found(bed.cast.cityQ(), bed.cast.member("Q-DATA"));
        for (Member member : bed.cast.members()) {
            if (!member.participantId().endsWith("-DATA")) {
                new MemberLedger(bed.officer(member.cityId() + "-DATA")).admit(member);
            }
        }
        bed.deal.registerResources().authorise();
        new ProductLedger(bed.officer("F-OPS")).list(DemoRecords.product(1), DemoRecords.tariff(1, Bed.NOW));
        rejects(
                RejectionCode.CITY,
                () -> new OrderLedger(bed.officer("Q-INS"))
                        .propose(DemoRecords.order(
                                "O-1",
                                List.of(bed.deal.user().credential()),
                                List.of(bed.deal.application().credential()))));
    }
}
