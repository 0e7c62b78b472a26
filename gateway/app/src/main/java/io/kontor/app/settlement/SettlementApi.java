package io.kontor.app.settlement;

import io.kontor.app.account.Account;
import io.kontor.app.page.ProblemException;
import io.kontor.app.settlement.SettlementActions.Period;
import io.kontor.app.submission.BindingAction;
import io.kontor.app.submission.SubmissionApi;
import java.util.Map;
import java.util.Optional;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/** The actions of settlement over REST (REST-6). Reading is the record API's. */
@RestController
class SettlementApi {

    private final SettlementActions actions;
    private final DisputeActions disputes;
    private final SubmissionApi submissions;

    SettlementApi(SettlementActions actions, DisputeActions disputes, SubmissionApi submissions) {
        this.actions = actions;
        this.disputes = disputes;
        this.submissions = submissions;
    }

    @PostMapping(
            "/api/v1/settlements/{orderId}/{period:\\d{1,7}}/{verb:close|calculate|confirm|enforce|pay|notice|treasury}")
    ResponseEntity<?> act(
            @PathVariable Map<String, String> path,
            @RequestHeader("Idempotency-Key") String idempotencyKey,
            @RequestBody SettlementRequest request,
            @AuthenticationPrincipal Account account) {
        SettlementVerb chosen = SettlementVerb.of(String.valueOf(path.get("verb")))
                .orElseThrow(() -> ProblemException.notFound("action", String.valueOf(path.get("verb"))));
        BindingAction action = actions.action(account, Period.of(path), chosen, request.value(chosen));
        if (chosen == SettlementVerb.CONFIRM) {
            requireCharge(action, request);
        }
        return submissions.submit(account, idempotencyKey, action);
    }

    @PostMapping("/api/v1/receipts/{logId}/{index:\\d{1,15}}/dispute")
    ResponseEntity<?> dispute(
            @PathVariable String logId,
            @PathVariable long index,
            @RequestHeader("Idempotency-Key") String idempotencyKey,
            @RequestBody DisputeRequest request,
            @AuthenticationPrincipal Account account) {
        return submissions.submit(
                account,
                idempotencyKey,
                disputes.raise(account, logId, index, request.ground().orElse("")));
    }

    @PostMapping("/api/v1/disputes/{disputeId}/{verb:uphold|dismiss}")
    ResponseEntity<?> decide(
            @PathVariable String disputeId,
            @PathVariable String verb,
            @RequestHeader("Idempotency-Key") String idempotencyKey,
            @RequestBody DecisionRequest request,
            @AuthenticationPrincipal Account account) {
        return submissions.submit(
                account,
                idempotencyKey,
                disputes.resolve(
                        account,
                        disputeId,
                        "uphold".equals(verb),
                        request.decision().orElse("")));
    }

    private static void requireCharge(BindingAction action, SettlementRequest request) {
        long charge = action.argument().longValue("charge");
        if (!request.charge().equals(Optional.of(charge))) {
            throw new ProblemException(
                    org.springframework.http.HttpStatus.CONFLICT,
                    "CONFLICT",
                    "Cannot confirm " + action.target() + ": its charge is " + charge + " fen, you confirm "
                            + request.charge().map(String::valueOf).orElse("none"));
        }
    }

    /**
     * What an action needs.
     *
     * @param charge fen that are confirmed; needed to confirm, and must be the calculated ones
     * @param reason why a regulator signs in place of parties that do not; needed to enforce
     * @param paymentDigest needed to pay
     * @param noticeNumber needed for a notice
     * @param receiptDigest needed for a treasury receipt
     */
    record SettlementRequest(
            Optional<Long> charge,
            Optional<String> reason,
            Optional<String> paymentDigest,
            Optional<String> noticeNumber,
            Optional<String> receiptDigest) {

        String value(SettlementVerb verb) {
            return switch (verb) {
                case ENFORCE -> reason.orElse("");
                case PAY -> paymentDigest.orElse("");
                case NOTICE -> noticeNumber.orElse("");
                case TREASURY -> receiptDigest.orElse("");
                case CLOSE, CALCULATE, CONFIRM -> "";
            };
        }
    }

    /** @param ground why the call is disputed */
    record DisputeRequest(Optional<String> ground) {}

    /** @param decision what was decided, in words */
    record DecisionRequest(Optional<String> decision) {}
}
