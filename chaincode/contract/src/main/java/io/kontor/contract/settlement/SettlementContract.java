package io.kontor.contract.settlement;

import io.kontor.contract.call.Call;
import io.kontor.contract.call.CallerRule;
import io.kontor.contract.call.ContractFunction;
import io.kontor.contract.call.Reading;
import io.kontor.contract.state.Keys;
import io.kontor.contract.state.Records;
import io.kontor.model.member.MemberRole;
import io.kontor.model.settlement.PeriodCount;
import io.kontor.model.settlement.PeriodCountCodec;
import io.kontor.model.settlement.Settlement;
import io.kontor.model.settlement.SettlementCodec;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/** Settlement periods from their end to the treasury, and disputes of calls. */
public final class SettlementContract {

    private SettlementContract() {}

    /** The functions of this capability. */
    public static List<ContractFunction> functions() {
        return Stream.of(periods(), waiting(), disputes(), reading())
                .flatMap(List::stream)
                .toList();
    }

    private static List<ContractFunction> periods() {
        CallerRule buyerOrSeller = CallerRule.officer(MemberRole.BUYER, MemberRole.OPERATOR);
        CallerRule party = CallerRule.either(MemberRole.SUPPLIER, MemberRole.OPERATOR, MemberRole.BUYER);
        CallerRule supplier = CallerRule.officer(MemberRole.SUPPLIER);
        return List.of(
                settling(
                        "settlement:close",
                        buyerOrSeller,
                        call -> new Periods(call, "Cannot close settlement ").close()),
                settling("settlement:count", CallerRule.connector(MemberRole.BUYER), SettlementContract::count),
                settling("settlement:calculate", party, Calculation::calculate),
                settling(
                        "settlement:confirm",
                        buyerOrSeller,
                        call -> new Periods(call, "Cannot confirm settlement ").confirm()),
                settling("settlement:pay", CallerRule.officer(MemberRole.OPERATOR), Sharing::pay),
                settling("settlement:notice", supplier, Notices::notice),
                settling("settlement:treasury", supplier, Notices::treasury));
    }

    /** What happens when a party or a log is silent, and where both sides differ. */
    private static List<ContractFunction> waiting() {
        return List.of(
                ContractFunction.answering(
                        "settlement:acknowledge",
                        CallerRule.connector(MemberRole.SUPPLIER),
                        Acknowledgement::acknowledge),
                ContractFunction.answering(
                        "settlement:missing",
                        CallerRule.either(MemberRole.SUPPLIER, MemberRole.BUYER),
                        Differences::missing),
                ContractFunction.answering("settlement:differences", CallerRule.anyMember(), Differences::list),
                settling("settlement:enforce", CallerRule.officer(MemberRole.REGULATOR), Enforcing::enforce));
    }

    private static List<ContractFunction> disputes() {
        CallerRule party = CallerRule.either(MemberRole.SUPPLIER, MemberRole.OPERATOR, MemberRole.BUYER);
        return List.of(
                ContractFunction.answering("settlement:dispute", CallerRule.officer(MemberRole.BUYER), Disputes::raise),
                ContractFunction.answering("settlement:evidence", party, Disputes::evidence),
                ContractFunction.of(
                        "settlement:resolve",
                        CallerRule.officer(MemberRole.OPERATOR, MemberRole.REGULATOR),
                        Disputes::resolve));
    }

    private static List<ContractFunction> reading() {
        return List.of(
                Reading.get(
                        "settlement:get",
                        argument -> Keys.settlement(argument.string("orderId"), argument.intValue("period"))),
                Reading.get("settlement:account", argument -> Keys.account(argument.string("orderId"))),
                Reading.get("settlement:dispute-get", argument -> Keys.dispute(argument.string("disputeId"))),
                Reading.get(
                        "settlement:credit",
                        argument -> Keys.credit(
                                argument.string("orderId"), argument.intValue("period"), argument.string("disputeId"))),
                Reading.list("settlement:list", Records.SETTLEMENT));
    }

    private static ContractFunction settling(String name, CallerRule rule, Function<Call, Settlement> handler) {
        return ContractFunction.of(name, rule, handler.andThen(SettlementCodec::toJson));
    }

    private static Settlement count(Call call) {
        List<PeriodCount> counts = call.argument()
                .requireOnly("orderId", "period", "counts")
                .array("counts")
                .objects(PeriodCountCodec::fromJson);
        return new Periods(call, "Cannot count settlement ").count(counts);
    }
}
