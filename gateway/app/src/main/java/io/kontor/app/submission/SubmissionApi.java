package io.kontor.app.submission;

import io.kontor.app.account.Account;
import io.kontor.app.page.ProblemException;
import io.kontor.app.page.ProblemWriter;
import java.net.URI;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** Actions over REST (REST-6): waits a bounded time for the commit, and says where to ask when it takes longer. */
@RestController
public class SubmissionApi {

    private static final long WAIT_MS = 20_000;

    private final Submissions submissions;

    SubmissionApi(Submissions submissions) {
        this.submissions = submissions;
    }

    @GetMapping("/api/v1/submissions/{id}")
    ResponseEntity<?> get(@PathVariable UUID id, @AuthenticationPrincipal Account account) {
        return answer(submissions
                .find(account, id)
                .orElseThrow(() -> ProblemException.notFound("submission", id.toString())));
    }

    /**
     * Submits an action and answers what became of it: 200 committed, 202 not yet known, 422 refused by the contract, 409 or 503
     * when it may be tried again.
     */
    public ResponseEntity<?> submit(Account account, String idempotencyKey, BindingAction action) {
        Submission begun = submissions.submit(account, idempotencyKey, action);
        return answer(submissions.await(account, begun.id(), WAIT_MS));
    }

    private static ResponseEntity<?> answer(Submission submission) {
        return switch (submission.state()) {
            case COMMITTED -> ResponseEntity.ok(SubmissionView.of(submission));
            case SUBMITTED, UNKNOWN ->
                ResponseEntity.accepted()
                        .location(URI.create("/api/v1/submissions/" + submission.id()))
                        .body(SubmissionView.of(submission));
            case REJECTED -> refusal(HttpStatus.UNPROCESSABLE_CONTENT, submission);
            case CONFLICT -> refusal(HttpStatus.CONFLICT, submission);
            case UNAVAILABLE -> refusal(HttpStatus.SERVICE_UNAVAILABLE, submission);
        };
    }

    private static ResponseEntity<ProblemDetail> refusal(HttpStatus status, Submission submission) {
        ProblemDetail problem = ProblemWriter.problem(
                status, submission.code().orElse("UNKNOWN"), submission.detail().orElse(""));
        problem.setProperty("submission", submission.id());
        return ResponseEntity.status(status)
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(problem);
    }

    /**
     * A submission as the API shows it.
     *
     * @param id identifier
     * @param state SUBMITTED, COMMITTED or UNKNOWN
     * @param function function of docs/spec/contract.md
     * @param target key of the record that it changes
     * @param transactionId transaction, empty while not known
     * @param block its block, -1 while not known
     */
    record SubmissionView(
            UUID id, SubmissionState state, String function, String target, String transactionId, long block) {

        static SubmissionView of(Submission submission) {
            return new SubmissionView(
                    submission.id(),
                    submission.state(),
                    submission.function(),
                    submission.target(),
                    submission.transactionId().orElse(""),
                    submission.block().orElse(-1L));
        }
    }
}
