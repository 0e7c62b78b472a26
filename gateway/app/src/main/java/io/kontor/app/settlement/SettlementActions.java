package io.kontor.app.settlement;

import io.kontor.app.account.Account;
import io.kontor.app.ledger.ReadScope;
import io.kontor.app.ledger.ReadScopes;
import io.kontor.app.page.ProblemException;
import io.kontor.app.submission.Binding;
import io.kontor.app.submission.BindingAction;
import io.kontor.model.id.Digest32;
import io.kontor.model.json.JsonObject;
import io.kontor.model.json.JsonObjectBuilder;
import io.kontor.model.settlement.SettlementCodec;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/** Builds the actions on a settlement period for somebody who may read its order. */
@Component
class SettlementActions {

    private final SettlementQueries queries;
    private final ReadScopes scopes;

    SettlementActions(SettlementQueries queries, ReadScopes scopes) {
        this.queries = queries;
        this.scopes = scopes;
    }

    /** What the page offers to the account. */
    List<String> offered(Account account, SettlementRow row) {
        return account.identity() == null
                ? List.of()
                : Stream.of(SettlementVerb.values())
                        .filter(verb -> verb.fits(account, row.order(), row.settlement()))
                        .map(SettlementVerb::word)
                        .toList();
    }

    /**
     * The action; a period need not have a record yet to be closed.
     *
     * @param account who acts
     * @param period which period
     * @param verb what to do
     * @param value what the person added, where the verb needs it
     */
    BindingAction action(Account account, Period period, SettlementVerb verb, String value) {
        ReadScope scope = scopes.of(account);
        if (queries.order(scope, period.orderId()).isEmpty()) {
            throw ProblemException.notFound("order", period.orderId());
        }
        JsonObjectBuilder argument =
                JsonObject.builder().put("orderId", period.orderId()).put("period", period.number());
        switch (verb) {
            case CLOSE, CALCULATE -> {}
            case CONFIRM -> argument.put("charge", charge(scope, period));
            case ENFORCE -> argument.put("reason", Binding.sentence(period.key(), verb.field(), value));
            case PAY -> argument.put("paymentDigest", digest(verb, value));
            case NOTICE -> argument.put("supplier", account.participantId()).put("noticeNumber", required(verb, value));
            case TREASURY ->
                argument.put("supplier", account.participantId()).put("receiptDigest", digest(verb, value));
        }
        return new BindingAction(verb.function(), period.key(), argument.build());
    }

    /** What will be signed as far as it is known before the person adds something, with its hash; a regulator sees the whole period. */
    Binding.Document document(Account account, Period period, SettlementVerb verb) {
        if (verb == SettlementVerb.CONFIRM) {
            return Binding.Document.of(action(account, period, verb, "").argument());
        }
        if (verb == SettlementVerb.ENFORCE) {
            return queries.find(scopes.of(account), period.orderId(), period.number())
                    .map(row -> Binding.Document.of(SettlementCodec.toJson(row.settlement())))
                    .orElseThrow(() -> ProblemException.notFound("settlement", period.key()));
        }
        return Binding.Document.of(JsonObject.builder()
                .put("orderId", period.orderId())
                .put("period", period.number())
                .build());
    }

    /** Refuses to confirm another charge than was shown. */
    void requireShown(Account account, Period period, SettlementVerb verb, String shownHash) {
        String now = document(account, period, verb).hash();
        if (!now.equals(shownHash)) {
            throw new ProblemException(
                    HttpStatus.CONFLICT,
                    "CONFLICT",
                    "Cannot " + verb.word() + " " + period.key() + ": it hashes to " + now + " now, you were shown "
                            + shownHash);
        }
    }

    private long charge(ReadScope scope, Period period) {
        return queries.find(scope, period.orderId(), period.number())
                .flatMap(row -> row.settlement().rating())
                .orElseThrow(() -> new ProblemException(
                        HttpStatus.CONFLICT,
                        "WRONG_STATE",
                        "Cannot confirm " + period.key() + ": it is not calculated yet"))
                .charge();
    }

    private static String digest(SettlementVerb verb, String value) {
        return Digest32.fromHex(required(verb, value)).hex();
    }

    private static String required(SettlementVerb verb, String value) {
        String text = value.strip();
        if (text.isEmpty() || text.length() > 64) {
            throw ProblemException.badRequest("Cannot " + verb.word() + " settlement: " + verb.field() + " has "
                    + text.length() + " characters, must have 1 to 64");
        }
        return text;
    }

    /**
     * A settlement period.
     *
     * @param orderId order
     * @param number its number
     */
    record Period(String orderId, int number) {

        /** From the variables {@code orderId} and {@code period} of a path. */
        static Period of(Map<String, String> path) {
            return new Period(
                    String.valueOf(path.get("orderId")), Integer.parseInt(String.valueOf(path.get("period"))));
        }

        String key() {
            return "settlement/" + orderId + "/" + number;
        }

        String page() {
            return "/settlements/" + orderId + "/" + number;
        }
    }
}
