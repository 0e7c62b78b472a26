package io.kontor.contract.receipt;

import io.kontor.contract.call.CallerRule;
import io.kontor.contract.call.ContractFunction;
import io.kontor.contract.call.Reading;
import io.kontor.contract.state.Keys;
import io.kontor.contract.state.Records;
import io.kontor.model.grant.Action;
import io.kontor.model.member.MemberRole;
import java.util.List;

/** What the data planes of suppliers do on the ledger. */
public final class ReceiptContract {

    private ReceiptContract() {}

    /** The functions of this capability. */
    public static List<ContractFunction> functions() {
        CallerRule log = CallerRule.connector(MemberRole.SUPPLIER);
        return List.of(
                ContractFunction.of("receipt:registerLog", log, Logs::register),
                ContractFunction.of("receipt:claimEpoch", log, Logs::claimEpoch),
                ContractFunction.of("receipt:heartbeat", log, Logs::heartbeat),
                ContractFunction.of("receipt:lease", log, Leasing::lease),
                ContractFunction.of("receipt:claim", log, Claiming::claim),
                ContractFunction.of("receipt:return", log, Returning::returnLease),
                ContractFunction.of("receipt:giveBack", log, Returning::giveBack),
                ContractFunction.of("receipt:writeOff", CallerRule.officer(MemberRole.SUPPLIER), Logs::writeOff),
                Reading.get("receipt:written-off", argument -> Keys.writeOff(argument.string("logId"))),
                ContractFunction.of("receipt:anchor", log, Anchoring::anchor),
                Reading.get("receipt:log", argument -> Keys.log(argument.string("logId"))),
                Reading.get("receipt:head", argument -> Keys.head(argument.string("logId"))),
                ContractFunction.of("receipt:lease-get", CallerRule.anyMember(), Leasing::get),
                Reading.get(
                        "receipt:allowance",
                        argument ->
                                Keys.allowance(argument.string("grantId"), argument.constant("action", Action.class))),
                Reading.list("receipt:list", Records.LOG));
    }
}
