package io.kontor.model.rejection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RejectionTest {

    private static final List<String> CALL_CODES = List.of(
            "NOT_AUTHENTICATED",
            "NO_AUTHORISATION",
            "NO_AGREEMENT",
            "SUSPENDED",
            "TERMINATED",
            "MODE",
            "GRADE",
            "PROHIBITED",
            "ACTION",
            "USER",
            "APP",
            "PURPOSE",
            "BEFORE_WINDOW",
            "AFTER_WINDOW",
            "HOURS",
            "RATE",
            "VOLUME",
            "COUNT",
            "CONSENT_MISSING",
            "CONSENT_MISMATCH",
            "CONSENT_EXPIRED",
            "CONSENT_CONSUMED",
            "CONSENT_REVOKED",
            "LEASED_ELSEWHERE",
            "HEAD_DUE",
            "STALE",
            "BUSY",
            "ALREADY_RELEASED");

    /** ERR-1, ERR-4. */
    @Test
    void call_codes_stand_in_the_order_of_precedence_after_all_structural_codes() {
        List<String> calls = Stream.of(RejectionCode.values())
                .filter(code -> code.kind() != RejectionKind.STRUCTURAL)
                .map(Enum::name)
                .toList();
        assertThat(calls).containsExactlyElementsOf(CALL_CODES);
        assertThat(RejectionCode.BOUNDS).isLessThan(RejectionCode.NOT_AUTHENTICATED);
        assertThat(Stream.of(RejectionCode.values())
                        .map(code -> code.kind() != RejectionKind.STRUCTURAL)
                        .toList())
                .isSorted();
    }

    @Test
    void wire_numbers_never_change() {
        assertThat(RejectionCode.NOT_AUTHENTICATED.wireNumber()).isEqualTo(1);
        assertThat(RejectionCode.COUNT.wireNumber()).isEqualTo(14);
        assertThat(RejectionCode.ALREADY_RELEASED.wireNumber()).isEqualTo(24);
        assertThat(RejectionCode.MALFORMED.wireNumber()).isEqualTo(101);
        assertThat(RejectionCode.BOUNDS.wireNumber()).isEqualTo(125);
    }

    /** ERR-2. */
    @Test
    void every_wire_number_leads_back_to_its_code() {
        for (RejectionCode code : RejectionCode.values()) {
            assertThat(RejectionCode.ofWireNumber(code.wireNumber())).contains(code);
        }
        assertThat(RejectionCode.ofWireNumber(0)).isEmpty();
        assertThat(RejectionCode.ofWireNumber(100)).isEmpty();
    }

    @Test
    void every_code_has_a_meaning_in_both_languages() {
        for (RejectionCode code : RejectionCode.values()) {
            assertThat(code.meaning(Locale.UK)).isNotBlank().isEqualTo(code.meaning(Locale.GERMANY));
            assertThat(code.meaning(Locale.SIMPLIFIED_CHINESE)).isNotBlank().isNotEqualTo(code.meaning(Locale.UK));
        }
        assertThat(RejectionCode.COUNT.meaning(Locale.CHINA)).isEqualTo("授权次数已用完");
    }

    /** ERR-3. */
    @Test
    void a_rejection_survives_the_way_through_an_error_message() {
        Rejection rejection = new Rejection(RejectionCode.PRICE_CAP, "Cannot list product p1: price 0.11, cap: 0.10");
        assertThat(Rejection.parse(rejection.format())).contains(rejection);
        assertThat(Rejection.parse("ABORTED: failed, chaincode response 500, " + rejection.format()))
                .contains(rejection);
    }

    @Test
    void a_message_without_a_known_code_is_no_rejection() {
        assertThat(Rejection.parse("something failed")).isEmpty();
        assertThat(Rejection.parse("UNAVAILABLE: io exception")).isEmpty();
        assertThat(Rejection.parse("xCOUNT: text")).isEmpty();
        assertThat(Rejection.parse("COUNT")).isEmpty();
    }

    @Test
    void the_first_known_code_wins() {
        assertThat(Rejection.parse("KEY: role said ROLE: nothing").orElseThrow().code())
                .isEqualTo(RejectionCode.KEY);
    }

    @Test
    void text_stays_on_one_line_and_is_not_empty() {
        assertThat(new Rejection(RejectionCode.BUSY, "one\r\ntwo\n").text()).isEqualTo("one two");
        assertThatThrownBy(() -> new Rejection(RejectionCode.BUSY, " \n"))
                .isInstanceOf(MalformedException.class)
                .hasMessageContaining("empty");
    }

    @Test
    void the_specification_lists_every_code_in_order_with_its_meanings() throws IOException {
        List<String> rows = Files.readAllLines(Path.of("../../docs/spec/errors.md")).stream()
                .filter(line -> line.matches("\\| [A-Z_]+ \\| [0-9]+ .*"))
                .toList();
        assertThat(rows)
                .isEqualTo(Stream.of(RejectionCode.values())
                        .map(code -> String.join(
                                " | ",
                                "| " + code.name(),
                                Integer.toString(code.wireNumber()),
                                code.kind().name().toLowerCase(Locale.ROOT),
                                code.meaning(Locale.UK),
                                code.meaning(Locale.CHINA) + " |"))
                        .toList());
    }
}
