package io.kontor.app.ledger;

import io.kontor.app.account.Account;
import io.kontor.app.page.ProblemException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/** State of the index, and questions to the ledger itself (REST-8). */
@RestController
class LedgerController {

    private final LedgerIndex index;
    private final LedgerQuestion question;
    private final Records records;
    private final ObjectMapper json;

    LedgerController(LedgerIndex index, LedgerQuestion question, Records records, ObjectMapper json) {
        this.index = index;
        this.question = question;
        this.records = records;
        this.json = json;
    }

    @GetMapping("/api/v1/ledger")
    IndexState state() {
        return index.state();
    }

    @GetMapping("/api/v1/ledger/{*key}")
    AnswerView ask(@PathVariable String key, @AuthenticationPrincipal Account account) {
        if (key.length() < 2) {
            throw ProblemException.badRequest("Cannot ask the ledger: the key is missing");
        }
        LedgerQuestion.Answer answer = question.ask(account, key.substring(1));
        return new AnswerView(
                answer.indexed().key(),
                answer.body().map(json::readTree).orElse(null),
                answer.same(),
                answer.indexed().transactionId(),
                answer.indexed().block(),
                records.history(answer.indexed().key()).stream()
                        .map(EventView::of)
                        .toList());
    }

    /**
     * The ledger's answer.
     *
     * @param key key
     * @param record the ledger's own record; absent when it has none
     * @param sameAsIndex whether the index has the same
     * @param transactionId transaction that wrote it last, by the index
     * @param block its block
     * @param history transactions that wrote it, oldest first
     */
    record AnswerView(
            String key,
            @Nullable JsonNode record,
            boolean sameAsIndex,
            String transactionId,
            long block,
            List<EventView> history) {}

    /**
     * A transaction that wrote the key.
     *
     * @param transactionId transaction
     * @param block block
     * @param function function that ran
     * @param at transaction time
     */
    record EventView(String transactionId, long block, String function, Instant at) {

        static EventView of(Records.KeyEvent event) {
            return new EventView(
                    event.transactionId(), event.block(), event.function(), Instant.ofEpochMilli(event.at()));
        }
    }
}
