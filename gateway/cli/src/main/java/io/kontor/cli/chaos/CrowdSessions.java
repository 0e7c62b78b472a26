package io.kontor.cli.chaos;

import io.kontor.cli.synthetic.Parties;
import io.kontor.dataplane.app.HttpAnswer;
import io.kontor.dataplane.app.RawSession;
import io.kontor.usage.consumer.ConsumerHead;
import io.kontor.usage.consumer.ConsumerJournal;
import io.kontor.usage.consumer.SessionDraft;
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

    private final Parties parties;
    private final ConsumerJournal journal;
    private final Trials trials;
    private final Map<Key, Opened> sessions = new ConcurrentHashMap<>();
    private final Set<String> wanted = ConcurrentHashMap.newKeySet();
    private final Set<String> busy = ConcurrentHashMap.newKeySet();
    /** No more threads at once than data planes: each has one head on its way at most. */
    private final ExecutorService threads = Executors.newCachedThreadPool();

    CrowdSessions(Parties parties, ConsumerJournal journal, Trials trials) {
        this.parties = parties;
        this.journal = journal;
        this.trials = trials;
    }

    private record Key(String plane, String grantId, int lane) {

        static Key of(Errand errand) {
            int lane = Math.floorMod(errand.callId().hashCode(), LANES);
            return new Key(errand.plane().name(), errand.granted().id(), lane);
        }
    }

    /**
     * An open session.
     *
     * @param session session
     * @param logId log of its data plane
     * @param since when its opening was asked, epoch milliseconds
     */
    record Opened(RawSession session, String logId, long since) {}

    /** The session of a call, opened when there is none; empty when that fails at present. */
    Optional<Opened> of(Errand errand) {
        return Optional.ofNullable(sessions.compute(Key.of(errand), (key, known) -> {
            boolean valid =
                    known != null && known.session().session().expiresAt() > System.currentTimeMillis() + MARGIN_MS;
            return valid ? known : open(errand).orElse(null);
        }));
    }

    private Optional<Opened> open(Errand errand) {
        long now = System.currentTimeMillis();
        SessionDraft.Request request = new SessionDraft.Request(
                errand.granted().id(), errand.plane().logId(), parties.user(), parties.application());
        return trials.ask(
                        Trial.What.opening(errand, now),
                        () -> RawSession.open(errand.plane().address(), parties.memberKey(), request),
                        RawSession::opening)
                .filter(session -> session.opening().isSuccess())
                .map(session -> new Opened(session, errand.plane().logId(), now));
    }

    /** Forgets a session that a data plane does not know any more. */
    void forget(Errand errand, RawSession session) {
        sessions.computeIfPresent(Key.of(errand), (key, known) -> known.session() == session ? null : known);
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
            onePerPlane(grantId).forEach((key, session) -> answers.add(sent(key, session, head)));
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

    private CompletableFuture<Boolean> sent(Key key, Opened session, ConsumerHead head) {
        if (!busy.add(key.plane())) {
            return CompletableFuture.completedFuture(false);
        }
        return CompletableFuture.supplyAsync(() -> taken(key, session, head), threads)
                .whenComplete((taken, failure) -> busy.remove(key.plane()));
    }

    private Map<Key, Opened> onePerPlane(String grantId) {
        Map<String, Key> chosen = new ConcurrentHashMap<>();
        sessions.keySet().stream()
                .filter(key -> key.grantId().equals(grantId))
                .forEach(key -> chosen.put(key.plane(), key));
        Map<Key, Opened> one = new ConcurrentHashMap<>(sessions);
        one.keySet().retainAll(chosen.values());
        return one;
    }

    private boolean taken(Key key, Opened session, ConsumerHead head) {
        String path = "/v1/sessions/" + session.session().session().identity().session() + "/head";
        Trial.What what = new Trial.What(
                Trial.Kind.HEAD, key.plane(), session.logId(), key.grantId(), "", Optional.empty(), session.since());
        return trials.ask(what, () -> session.session().fetch("POST", path, head.body()))
                .filter(HttpAnswer::isSuccess)
                .isPresent();
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
