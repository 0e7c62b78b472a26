package io.kontor.simulation.world;

import io.kontor.client.ledger.CommittedTransaction;
import io.kontor.client.ledger.Ledger;
import io.kontor.model.json.JsonObject;

/** How a transaction is carried out; the honest one submits it as it is. Others show that the checks can see. */
@FunctionalInterface
public interface LedgerRewrite {

    /** As it is. */
    LedgerRewrite HONEST = Ledger::submit;

    /** Carries a transaction out. */
    CommittedTransaction submit(Ledger ledger, String function, JsonObject argument);
}
