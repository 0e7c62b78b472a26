package io.kontor.contract.call;

import io.kontor.contract.state.LedgerState;
import io.kontor.model.json.JsonObject;
import java.util.Optional;
import java.util.function.Function;

/** A function of the contract, with the rule of who may call it. Stateless. */
public final class ContractFunction {

    private final String name;
    private final Optional<CallerRule> rule;
    private final Function<Invocation, JsonObject> body;
    private final Answer answer;

    private ContractFunction(
            String name, Optional<CallerRule> rule, Answer answer, Function<Invocation, JsonObject> body) {
        this.name = name;
        this.rule = rule;
        this.answer = answer;
        this.body = body;
    }

    /** Whether an answer may hold what only the cities concerned may know (CNF-5). */
    private enum Answer {
        /** What was private when it was made stays off the channel. */
        KEPT_BACK,
        /** It is for a reader alone, or tells of no money. */
        OPEN
    }

    /**
     * A function for members.
     *
     * @param name {@code <capability>:<verb>}
     * @param rule who may call it
     * @param handler what it does; its answer is handed to the caller
     */
    public static ContractFunction of(String name, CallerRule rule, Function<Call, JsonObject> handler) {
        return new ContractFunction(name, Optional.of(rule), Answer.KEPT_BACK, member(name, rule, handler));
    }

    /**
     * A function for members that is only read, or whose answer tells of no money.
     *
     * @param name {@code <capability>:<verb>}
     * @param rule who may call it
     * @param handler what it does; its answer is handed to the caller as it is
     */
    public static ContractFunction answering(String name, CallerRule rule, Function<Call, JsonObject> handler) {
        return new ContractFunction(name, Optional.of(rule), Answer.OPEN, member(name, rule, handler));
    }

    private static Function<Invocation, JsonObject> member(
            String name, CallerRule rule, Function<Call, JsonObject> handler) {
        return invocation -> {
            Caller caller = Caller.identify(invocation.creator(), invocation.state());
            rule.check(name, caller);
            caller.requireActive();
            invocation.state().openFor(caller.member().cityId());
            return handler.apply(new Call(
                    caller, invocation.at(), invocation.transactionId(), invocation.argument(), invocation.state()));
        };
    }

    /** A function whose caller need not be a member (CALL-2, CALL-5). */
    public static ContractFunction forStrangers(String name, Function<StrangerCall, JsonObject> handler) {
        return new ContractFunction(
                name,
                Optional.empty(),
                Answer.OPEN,
                invocation -> handler.apply(
                        new StrangerCall(invocation.creator(), invocation.argument(), invocation.state())));
    }

    /** {@code <capability>:<verb>}. */
    public String name() {
        return name;
    }

    /** Who may call it; empty where the function itself decides (CALL-2, CALL-5). */
    public Optional<CallerRule> rule() {
        return rule;
    }

    /** Checks the caller and runs. */
    public JsonObject run(Invocation invocation) {
        JsonObject result = body.apply(invocation);
        return answer == Answer.KEPT_BACK && invocation.state().isConfidential()
                ? JsonObject.builder().put("confidential", true).build()
                : result;
    }

    /**
     * A transaction that calls a function.
     *
     * @param creator who signed
     * @param at transaction time, epoch milliseconds
     * @param transactionId transaction
     * @param argument argument
     * @param state the ledger
     */
    public record Invocation(Creator creator, long at, String transactionId, JsonObject argument, LedgerState state) {}
}
