package io.kontor.contract;

import io.kontor.contract.authorisation.AuthorisationContract;
import io.kontor.contract.call.ContractFunction;
import io.kontor.contract.city.CityContract;
import io.kontor.contract.consent.ConsentContract;
import io.kontor.contract.derivative.DerivativeContract;
import io.kontor.contract.grant.GrantContract;
import io.kontor.contract.member.MemberContract;
import io.kontor.contract.order.OrderContract;
import io.kontor.contract.product.ProductContract;
import io.kontor.contract.receipt.ReceiptContract;
import io.kontor.contract.rejection.ContractRejection;
import io.kontor.contract.resource.ResourceContract;
import io.kontor.contract.scenario.ScenarioContract;
import io.kontor.contract.settlement.SettlementContract;
import io.kontor.contract.supervision.SupervisionContract;
import io.kontor.model.rejection.RejectionCode;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** All functions by name. */
public final class FunctionTable {

    private final SortedMap<String, ContractFunction> functions = new TreeMap<>();

    /** The functions of every capability. */
    public FunctionTable() {
        Stream.of(
                        CityContract.functions(),
                        MemberContract.functions(),
                        ResourceContract.functions(),
                        AuthorisationContract.functions(),
                        ScenarioContract.functions(),
                        ProductContract.functions(),
                        OrderContract.functions(),
                        GrantContract.functions(),
                        ConsentContract.functions(),
                        DerivativeContract.functions(),
                        ReceiptContract.functions(),
                        SettlementContract.functions(),
                        SupervisionContract.functions())
                .flatMap(List::stream)
                .forEach(this::add);
    }

    private void add(ContractFunction function) {
        if (functions.putIfAbsent(function.name(), function) != null) {
            throw new IllegalStateException("Cannot add function " + function.name() + ": the name is taken");
        }
    }

    /** All functions, by name ascending. */
    public Collection<ContractFunction> all() {
        return Collections.unmodifiableCollection(functions.values());
    }

    ContractFunction named(String name) {
        ContractFunction function = functions.get(name);
        if (function == null) {
            throw new ContractRejection(
                    RejectionCode.UNKNOWN_FUNCTION, "Cannot call '" + name + "': there is no such function");
        }
        return function;
    }
}
