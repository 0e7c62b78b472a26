package io.kontor.app.ledger;

import io.kontor.app.account.Account;
import io.kontor.app.page.ProblemException;
import io.kontor.app.settings.GatewaySettings;
import io.kontor.app.wallet.LedgerConnections;
import io.kontor.client.supervision.SupervisionLedger;
import io.kontor.model.json.CanonicalJson;
import io.kontor.model.json.JsonObject;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Asks the ledger itself for a record that the reader may see in the index, and compares the two. */
@Component
public class LedgerQuestion {

    private final Records records;
    private final ReadScopes scopes;
    private final LedgerConnections connections;
    private final String identity;

    LedgerQuestion(Records records, ReadScopes scopes, LedgerConnections connections, GatewaySettings settings) {
        this.records = records;
        this.scopes = scopes;
        this.connections = connections;
        this.identity = settings.ledger().identity();
    }

    /**
     * The ledger's answer.
     *
     * @param account who asks
     * @param key key of docs/spec/contract.md
     * @throws ProblemException when the reader may not see the key
     */
    public Answer ask(Account account, String key) {
        LedgerRecord indexed =
                records.find(scopes.of(account), key).orElseThrow(() -> ProblemException.notFound("key", key));
        Optional<JsonObject> answer = new SupervisionLedger(connections.ledger(identity))
                .states(List.of(key))
                .getOrDefault(key, Optional.empty());
        Optional<String> body = answer.map(CanonicalJson::write);
        return new Answer(indexed, body, body.equals(Optional.of(indexed.body())));
    }

    /**
     * What the ledger answered.
     *
     * @param indexed the record of the index
     * @param body canonical JSON of the ledger's own record; absent when it has none
     * @param same whether both are the same, byte for byte
     */
    public record Answer(LedgerRecord indexed, Optional<String> body, boolean same) {}
}
