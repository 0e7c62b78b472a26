package io.kontor.cli.chaos;

import io.kontor.dataplane.app.RawSession;
import io.kontor.usage.consumer.ConsumerHead;
import io.kontor.usage.consumer.ConsumerJournal;
import io.kontor.usage.consumer.ConsumerSession;
import io.kontor.usage.consumer.SessionDraft;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Sessions that callers share, some for each data plane and grant. Thread-safe. */
final class CrowdSessions implements AutoCloseable {

    private static final int LANES = 4;
    private static final int MARGIN_MS = 5_000;
    private static final int HEAD_MS = 2_000;

    private final ChaosRecords records;
    private final ConsumerJournal journal;
    private final Map<Key, RawSession> sessions = new ConcurrentHashMap<>();
    private final Set<String> wanted = ConcurrentHashMap.newKeySet();
    private final Set<String> busy = ConcurrentHashMap.newKeySet();
    /** No more threads at once than data planes: each has one head on its way at most. */
    private final ExecutorService threads = Executors.newCachedThreadPool();

    CrowdSessions(ChaosRecords records, ConsumerJournal journal) {
        this.records = records;
        this.journal = journal;
    }

    private record Key(String plane, String grantId, int lane) {

        static Key of(Errand errand) {
            int lane = Math.floorMod(errand.callId().hashCode(), LANES);
            return new Key(errand.plane().name(), errand.granted().id(), lane);
        }
    }

    /** The session of a call, opened when there is none; empty when that fails at present. */
    Optional<RawSession> of(Errand errand) {
        return Optional.ofNullable(sessions.compute(Key.of(errand), (key, known) -> {
            boolean valid = known != null && known.session().expiresAt() > System.currentTimeMillis() + MARGIN_MS;
            return valid ? known : open(errand).orElse(null);
        }));
    }

    private Optional<RawSession> open(Errand errand) {
        SessionDraft.Request request = new SessionDraft.Request(
                errand.granted().id(), errand.plane().logId(), records.user(), records.application());
        try {
            RawSession opened = RawSession.open(errand.plane().address(), records.memberKey(), request);
            return opened.opening().isSuccess() ? Optional.of(opened) : Optional.empty();
        } catch (UncheckedIOException e) {
            return Optional.empty(); // nobody listens at present
        }
    }

    /** Forgets a session that a data plane does not know any more. */
    void forget(Errand errand, RawSession session) {
        sessions.remove(Key.of(errand), session);
    }

    void clear() {
        sessions.clear();
        wanted.clear();
    }

    /** A data plane asks for the head of a grant before it answers more calls. */
    void headWanted(String grantId) {
        wanted.add(grantId);
    }

    /** Sends the heads that are due or asked for to every data plane with a session; one that does not answer holds up no other. */
    synchronized void heads() {
        Set<String> due = new TreeSet<>(journal.headsDue());
        due.addAll(wanted);
        wanted.removeAll(due);
        for (String grantId : due) {
            ConsumerHead head =
                    journal.headToSend(grantId).toCompletableFuture().join();
            List<CompletableFuture<Boolean>> answers = new ArrayList<>();
            onePerPlane(grantId).forEach((plane, session) -> answers.add(sent(plane, session, head)));
            if (answers.stream().anyMatch(CrowdSessions::soon)) {
                journal.headTaken(head).toCompletableFuture().join();
            }
        }
    }

    private static boolean soon(CompletableFuture<Boolean> answer) {
        try {
            return answer.get(HEAD_MS, TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            return false; // sent again when it is asked for
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private CompletableFuture<Boolean> sent(String plane, RawSession session, ConsumerHead head) {
        if (!busy.add(plane)) {
            return CompletableFuture.completedFuture(false);
        }
        return CompletableFuture.supplyAsync(() -> sent(session, head), threads)
                .whenComplete((taken, failure) -> busy.remove(plane));
    }

    private Map<String, RawSession> onePerPlane(String grantId) {
        Map<String, RawSession> chosen = new ConcurrentHashMap<>();
        sessions.forEach((key, session) -> {
            if (key.grantId().equals(grantId)) {
                chosen.put(key.plane(), session);
            }
        });
        return chosen;
    }

    private static boolean sent(RawSession session, ConsumerHead head) {
        ConsumerSession.Identity identity = session.session().identity();
        try {
            return session.fetch("POST", "/v1/sessions/" + identity.session() + "/head", head.body())
                    .isSuccess();
        } catch (UncheckedIOException e) {
            return false; // the data plane is down
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
