package io.kontor.testkit.contract;

import static io.kontor.testkit.contract.Bed.json;
import static io.kontor.testkit.contract.Bed.rejects;
import static org.assertj.core.api.Assertions.assertThat;

import io.kontor.client.ledger.Ledger;
import io.kontor.client.member.MemberLedger;
import io.kontor.contract.FunctionTable;
import io.kontor.contract.call.CallerRule;
import io.kontor.contract.call.ContractFunction;
import io.kontor.model.member.KeyUse;
import io.kontor.model.member.Member;
import io.kontor.model.member.MemberRole;
import io.kontor.model.member.MemberStatus;
import io.kontor.model.rejection.RejectionCode;
import io.kontor.testkit.ledger.TestIdentity;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** CALL-1 and CALL-4 for each function of the table: who is refused, and with which code. */
class CallerTest {

    private static final Bed BED = new Bed();
    private static final Bed SUSPENDED = new Bed();
    private static final TreeMap<String, TestIdentity> OTHER_KEYS = new TreeMap<>();
    private static final TestIdentity STRANGER = BED.cast.client("FOpsMSP", "stranger");

    static {
        BED.deal.foundCities();
        for (Member member : BED.cast.members()) {
            String id = member.participantId();
            boolean connected = member.keys().size() > 1;
            TestIdentity connector =
                    connected ? BED.cast.connector(id) : BED.cast.client(member.mspId(), id + " machine");
            if (!connected) {
                new MemberLedger(BED.officer(id)).pin(id, connector.memberKey("machine-1", KeyUse.CONNECTOR));
            }
            OTHER_KEYS.put(id, connector);
        }
        suspendAll();
    }

    private static void suspendAll() {
        SUSPENDED.deal.foundCities();
        for (Member member : BED.cast.members().stream()
                .sorted(Comparator.comparing(member -> member.roles().contains(MemberRole.REGULATOR)))
                .toList()) {
            new MemberLedger(SUSPENDED.officer(member.cityId() + "-DATA"))
                    .setStatus(member.participantId(), MemberStatus.SUSPENDED, "test");
        }
    }

    static Stream<ContractFunction> functions() {
        return new FunctionTable().all().stream();
    }

    static Stream<ContractFunction> memberFunctions() {
        return functions().filter(function -> function.rule().isPresent());
    }

    @ParameterizedTest
    @MethodSource("memberFunctions")
    void a_key_that_no_member_pins_is_refused(ContractFunction function) {
        rejects(RejectionCode.KEY, () -> call(BED.network.connect(STRANGER), function));
    }

    @ParameterizedTest
    @MethodSource("memberFunctions")
    void a_pinned_key_under_another_organisation_is_refused(ContractFunction function) {
        TestIdentity lent = new TestIdentity("QOpsMSP", BED.cast.officer("F-H1").issued());
        rejects(RejectionCode.ORGANISATION, () -> call(BED.network.connect(lent), function));
    }

    @ParameterizedTest
    @MethodSource("memberFunctions")
    void a_suspended_member_is_refused(ContractFunction function) {
        String id = entitled(function);
        Ledger ledger = function.rule().orElseThrow().uses().contains(KeyUse.OFFICER)
                ? SUSPENDED.officer(id)
                : SUSPENDED.connector(id);
        rejects(RejectionCode.MEMBER_STATUS, () -> call(ledger, function));
    }

    @ParameterizedTest
    @MethodSource("memberFunctions")
    void a_member_without_the_role_is_refused(ContractFunction function) {
        List<MemberRole> roles = function.rule().orElseThrow().roles();
        if (roles.isEmpty()) {
            assertThat(function.name())
                    .matches(
                            ".*:(get|list|state|log|head|lease-get|allowance|account|dispute-get"
                                    + "|deletion|differences|sweep|standing|written-off|tariff|terms|credit|catalogue|pin|unpin)");
            return;
        }
        for (Member member : BED.cast.members()) {
            boolean other = member.roles().stream().noneMatch(roles::contains);
            if (other) {
                rejects(RejectionCode.ROLE, () -> call(BED.officer(member.participantId()), function));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("memberFunctions")
    void a_key_of_another_use_is_refused(ContractFunction function) {
        CallerRule rule = function.rule().orElseThrow();
        if (rule.uses().size() == KeyUse.values().length) {
            return;
        }
        for (Member member : BED.cast.members()) {
            boolean allowed = rule.roles().isEmpty() || member.roles().stream().anyMatch(rule.roles()::contains);
            if (allowed) {
                Ledger wrong = rule.uses().contains(KeyUse.OFFICER)
                        ? BED.network.connect(Objects.requireNonNull(OTHER_KEYS.get(member.participantId())))
                        : BED.officer(member.participantId());
                rejects(RejectionCode.ROLE, () -> call(wrong, function));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("functions")
    void an_argument_of_another_form_is_refused(ContractFunction function) {
        Ledger ledger =
                function.rule().isEmpty() || function.rule().get().uses().contains(KeyUse.OFFICER)
                        ? BED.officer(entitled(function))
                        : BED.connector(entitled(function));
        rejects(RejectionCode.MALFORMED, () -> ledger.evaluate(function.name(), json("{'nonsense':[1]}")));
    }

    @Test
    void an_unknown_function_is_refused() {
        rejects(RejectionCode.UNKNOWN_FUNCTION, () -> BED.officer("F-DATA").evaluate("grant:give", json("{}")));
    }

    @Test
    void the_table_of_the_specification_lists_each_function() throws Exception {
        String page = Files.readString(Path.of("../../docs/spec/contract.md"));
        TreeSet<String> listed = new TreeSet<>();
        Matcher row = Pattern.compile("(?m)^\\| (`[a-z]+:[^|]*) \\|").matcher(page);
        while (row.find()) {
            String capability = "";
            Matcher name = Pattern.compile("`(?:([a-z]+):)?([A-Za-z-]+)`").matcher(row.group(1));
            while (name.find()) {
                capability = name.group(1) == null ? capability : name.group(1);
                listed.add(capability + ":" + name.group(2));
            }
        }
        assertThat(functions().map(ContractFunction::name)).containsExactlyElementsOf(listed);
    }

    /** A member with a role that the function asks for. */
    private static String entitled(ContractFunction function) {
        List<MemberRole> roles = function.rule().map(CallerRule::roles).orElse(List.of(MemberRole.REGULATOR));
        return BED.cast.members().stream()
                .filter(member -> roles.isEmpty() || member.roles().stream().anyMatch(roles::contains))
                .findFirst()
                .orElseThrow()
                .participantId();
    }

    private static void call(Ledger ledger, ContractFunction function) {
        ledger.evaluate(function.name(), json("{}"));
    }
}
