package io.kontor.app.submission;

import io.kontor.app.account.Account;
import io.kontor.app.page.ProblemException;
import io.kontor.app.submission.SubmissionStore.Request;
import io.kontor.app.submission.SubmissionStore.Result;
import io.kontor.app.wallet.LedgerConnections;
import io.kontor.app.wallet.WalletException;
import io.kontor.client.ledger.CommittedTransaction;
import io.kontor.client.ledger.LedgerConflictException;
import io.kontor.client.ledger.LedgerRejectedException;
import io.kontor.client.ledger.LedgerUnavailableException;
import io.kontor.client.ledger.LedgerUnknownException;
import io.kontor.model.merkle.HashFunction;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.HexFormat;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/**
 * Sends actions to the ledger, each under the key of the person who asks. A request is named by the person's idempotency key:
 * the same again answers what became of it, another one under the same key is refused (REST-6).
 */
@Component
public class Submissions {

    private static final Logger LOG = LoggerFactory.getLogger(Submissions.class);
    private static final int THREADS = 4;
    private static final int WAITING_MAX = 64;
    private static final int KEY_LENGTH_MAX = 100;
    private static final long STEP_MS = 50;

    private final SubmissionStore store;
    private final LedgerConnections connections;
    private final Clock clock;
    private final ThreadPoolExecutor workers = new ThreadPoolExecutor(
            THREADS, THREADS, 30, TimeUnit.SECONDS, new ArrayBlockingQueue<>(WAITING_MAX), Submissions::thread);

    Submissions(SubmissionStore store, LedgerConnections connections, Clock clock) {
        this.store = store;
        this.connections = connections;
        this.clock = clock;
        workers.allowCoreThreadTimeOut(true);
    }

    @PostConstruct
    void open() {
        store.endForgotten(clock.millis());
    }

    @PreDestroy
    void close() {
        workers.shutdown();
    }

    /**
     * Begins an action, or finds it when it was begun before.
     *
     * @param account who asks and signs
     * @param idempotencyKey name of the request, 1 to 100 visible characters
     * @param action the action
     * @throws ProblemException when the account holds no key, the key names another request, or too much is waiting
     */
    public Submission submit(Account account, String idempotencyKey, BindingAction action) {
        if (account.identity() == null) {
            throw new ProblemException(
                    HttpStatus.FORBIDDEN,
                    "NO_KEY",
                    "Cannot sign " + action.function() + ": account " + account.username()
                            + " holds no key and only reads");
        }
        if (!idempotencyKey.matches("[!-~]{1," + KEY_LENGTH_MAX + "}")) {
            throw ProblemException.badRequest("Cannot take request: Idempotency-Key must be 1 to " + KEY_LENGTH_MAX
                    + " visible ASCII characters, it has " + idempotencyKey.length());
        }
        Submission fresh = new Submission(
                UUID.randomUUID(),
                action.function(),
                action.target(),
                action.canonicalArgument(),
                SubmissionState.SUBMITTED,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                clock.millis());
        Request request = new Request(idempotencyKey, digest(fresh));
        if (store.add(fresh, account.username(), request)) {
            return begin(account, fresh, action);
        }
        return repeated(account, request, action);
    }

    /** A submission of the account. */
    public Optional<Submission> find(Account account, UUID id) {
        return store.find(account.username(), id);
    }

    /** Waits until the submission has ended, at most so long, and answers its newest state. */
    public Submission await(Account account, UUID id, long waitMs) {
        long until = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(waitMs);
        Submission found = existing(account, id);
        while (!found.ended() && System.nanoTime() < until) {
            try {
                Thread.sleep(STEP_MS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return found;
            }
            found = existing(account, id);
        }
        return found;
    }

    private Submission existing(Account account, UUID id) {
        return find(account, id).orElseThrow(() -> ProblemException.notFound("submission", id.toString()));
    }

    private Submission repeated(Account account, Request request, BindingAction action) {
        Submission known = store.byKey(account.username(), request.idempotencyKey())
                .orElseThrow(() -> ProblemException.notFound("submission", request.idempotencyKey()));
        if (!store.digest(known.id()).equals(request.digest())) {
            throw new ProblemException(
                    HttpStatus.CONFLICT,
                    "ALREADY_EXISTS_DIFFERENT",
                    "Cannot take request: Idempotency-Key " + request.idempotencyKey() + " names another request of "
                            + known.function() + " on " + known.target());
        }
        if (known.state().mayRepeat() && store.retake(known.id(), known.state())) {
            return begin(account, known, action);
        }
        return existing(account, known.id());
    }

    private Submission begin(Account account, Submission submission, BindingAction action) {
        try {
            workers.execute(() -> store.end(submission.id(), run(account, action), clock.millis()));
        } catch (RejectedExecutionException e) {
            Result busy = new Result(SubmissionState.UNAVAILABLE, null, null, "BUSY", "too many actions are waiting");
            store.end(submission.id(), busy, clock.millis());
            LOG.warn("Too many actions are waiting: {} of {} was put off", action.function(), account.username());
        }
        return existing(account, submission.id());
    }

    private Result run(Account account, BindingAction action) {
        try {
            CommittedTransaction done =
                    connections.ledger(String.valueOf(account.identity())).submit(action.function(), action.argument());
            return new Result(SubmissionState.COMMITTED, done.transactionId(), done.blockNumber(), null, null);
        } catch (LedgerRejectedException e) {
            return new Result(SubmissionState.REJECTED, null, null, e.code().name(), e.text());
        } catch (LedgerConflictException e) {
            return new Result(SubmissionState.CONFLICT, null, null, "CONFLICT", e.getMessage());
        } catch (LedgerUnavailableException e) {
            return new Result(SubmissionState.UNAVAILABLE, null, null, "LEDGER_UNAVAILABLE", e.getMessage());
        } catch (LedgerUnknownException e) {
            return new Result(SubmissionState.UNKNOWN, e.transactionId(), null, "OUTCOME_UNKNOWN", e.getMessage());
        } catch (WalletException e) {
            return new Result(SubmissionState.UNAVAILABLE, null, null, "NO_KEY", e.getMessage());
        }
    }

    private static String digest(Submission submission) {
        byte[] text = (submission.function() + "\n" + submission.target() + "\n" + submission.argument())
                .getBytes(StandardCharsets.UTF_8);
        return HexFormat.of().formatHex(HashFunction.sha256().hash(text));
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "submission");
        thread.setDaemon(true);
        return thread;
    }
}
