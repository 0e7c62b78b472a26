package io.kontor.dataplane.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kontor.client.ledger.LedgerRejectedException;
import io.kontor.dataplane.app.HttpAnswer;
import io.kontor.dataplane.app.RawSession;
import io.kontor.dataplane.testing.JsonObjects;
import io.kontor.dataplane.testing.SupplierWorld;
import io.kontor.model.grant.Action;
import io.kontor.model.grant.Duty;
import io.kontor.model.json.JsonObject;
import io.kontor.model.receipt.CallReceipt;
import io.kontor.model.receipt.LeafCodec;
import io.kontor.model.receipt.LeafKind;
import io.kontor.model.rejection.RejectionCode;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** SES-6 for views, DPL-10 and DPL-34: a viewing is one unit, shown page by page. */
class ViewingsOverHttpTest {

    @TempDir
    static Path folder;

    private static SupplierWorld world;

    @BeforeAll
    static void start() {
        world = SupplierWorld.start(folder, 10);
        world.startFlow("G-R3");
        world.deal.order("O-2");
        world.grant("G-V2", "O-2", world.termsWithLimit("R3", Action.VIEW, 100));
        world.startFlow("G-V2");
    }

    @AfterAll
    static void end() {
        world.close();
    }

    @Test
    void three_viewings_are_allowed_and_the_fourth_is_refused_with_its_consent_left() {
        RawSession session = world.session("G-R3");
        for (int i = 0; i < 3; i++) {
            HttpAnswer first = session.call(world.viewBody());
            assertThat(first.status()).as(first.toString()).isEqualTo(200);
            assertThat(first.unitsLeft()).contains(2L - i);
        }

        HttpAnswer fourth = session.call(world.viewBody());

        assertThat(fourth.code()).contains("COUNT");
        assertThat(fourth.receipt().orElseThrow().kind()).isEqualTo(LeafKind.DENIED);
    }

    @Test
    void the_last_page_carries_the_end_receipt_and_ends_the_viewing() {
        RawSession session = world.session("G-V2");
        HttpAnswer first = session.call(body());
        assertThat(first.status()).as(first.toString()).isEqualTo(200);
        String callId = first.receipt().orElseThrow().callId();

        HttpAnswer again = session.get("/v1/viewings/" + callId + "/pages/1");
        HttpAnswer last = session.get("/v1/viewings/" + callId + "/pages/2");

        assertThat(first.receipt().orElseThrow().kind()).isEqualTo(LeafKind.RESERVED);
        assertThat(again.status()).isEqualTo(200);
        assertThat(again.leaf()).isEmpty();
        CallReceipt end = last.receipt().orElseThrow();
        assertThat(end.kind()).isEqualTo(LeafKind.RELEASED);
        assertThat(end.delivery().pages()).isEqualTo(3);
        assertThat(end.delivery().bytes()).isEqualTo(first.bytes().length + again.bytes().length + last.bytes().length);
        assertThat(session.get("/v1/viewings/" + callId + "/pages/1").status()).isEqualTo(404);
    }

    @Test
    void a_closed_viewing_is_released_with_what_was_shown() {
        RawSession session = world.session("G-V2");
        String callId = opened(session);

        HttpAnswer closed = session.fetch("DELETE", "/v1/viewings/" + callId, new byte[0]);

        assertThat(closed.status()).isEqualTo(204);
        assertThat(closed.receipt().orElseThrow().kind()).isEqualTo(LeafKind.RELEASED);
        assertThat(session.get("/v1/viewings/" + callId + "/pages/2").status()).isEqualTo(404);
    }

    @Test
    void a_viewing_belongs_to_its_session_and_a_page_to_its_document() {
        RawSession session = world.session("G-V2");
        String callId = opened(session);

        assertThat(world.session("G-V2")
                        .get("/v1/viewings/" + callId + "/pages/2")
                        .status())
                .isEqualTo(404);
        assertThat(session.get("/v1/viewings/" + callId + "/pages/3").status()).isEqualTo(404);
        assertThat(session.get("/v1/viewings/" + callId + "/pages/two").status())
                .isEqualTo(400);
    }

    @Test
    void a_document_of_another_patient_is_a_miss() {
        RawSession session = world.session("G-V2");
        String other = world.documents.values().stream()
                .filter(id -> !id.equals(world.documents.getOrDefault(world.claim.subject(), "")))
                .findFirst()
                .orElseThrow();

        HttpAnswer answer =
                session.call(JsonObjects.edit(body()).put("document", other).build());

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Kontor-Hit")).contains("MISS");
        assertThat(answer.json().flag("hit")).isFalse();
    }

    @Test
    void pages_that_a_duty_to_mask_would_cover_are_not_granted() {
        world.deal.order("O-3");
        assertThatThrownBy(() -> world.grant("G-V3", "O-3", world.termsWithDuty("R3", Duty.MASK)))
                .isInstanceOfSatisfying(
                        LedgerRejectedException.class, e -> assertThat(e.code()).isEqualTo(RejectionCode.BOUNDS))
                .hasMessageContaining("duty MASK");
    }

    @Test
    void a_stopped_flow_cuts_the_viewing_and_serves_nothing_until_it_is_started_again() {
        RawSession session = world.session("G-V2");
        String callId = opened(session);
        assertThat(world.control.post("/signaling/process-G-V2/suspend", "{}").statusCode())
                .isEqualTo(200);

        HttpAnswer page = session.get("/v1/viewings/" + callId + "/pages/2");
        assertThat(page.code()).as(page.toString()).contains("WRONG_STATE");
        HttpAnswer refused = session.call(body());
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.code()).contains("WRONG_STATE");
        assertThat(refused.receipt().orElseThrow().kind()).isEqualTo(LeafKind.FAILED);
        assertThat(LeafCodec.decodeReceipt(session.leaf(1)).kind()).isEqualTo(LeafKind.ABORTED);

        world.startFlow("G-V2");
        assertThat(session.call(body()).status()).isEqualTo(200);
    }

    private static String opened(RawSession session) {
        HttpAnswer answer = session.call(body());
        assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
        return answer.receipt().orElseThrow().callId();
    }

    private static JsonObject body() {
        return JsonObjects.edit(world.viewBody()).put("grantId", "G-V2").build();
    }
}
