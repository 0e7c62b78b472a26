package io.kontor.contract.call;

import io.kontor.contract.state.LedgerState;
import io.kontor.model.json.JsonObject;

/**
 * A call by somebody who is no member yet (CALL-2).
 *
 * @param creator who signed
 * @param argument the function's argument
 * @param state the ledger, own writes included
 */
public record StrangerCall(Creator creator, JsonObject argument, LedgerState state) {}
