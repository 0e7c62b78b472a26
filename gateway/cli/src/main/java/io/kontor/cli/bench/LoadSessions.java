package io.kontor.cli.bench;

import io.kontor.crypto.suite.SigningKey;
import io.kontor.dataplane.app.RawSession;
import io.kontor.model.json.CanonicalJson;
import io.kontor.usage.consumer.PartyKey;
import io.kontor.usage.consumer.SessionDraft;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** Runs legs; sessions of an instance are kept from leg to leg while they are valid. One thread. */
final class LoadSessions {

    private static final long MARGIN_MS = 30_000;

    private final SigningKey memberKey;
    private final PartyKey user;
    private final PartyKey application;
    private final Map<String, List<RawSession>> open = new TreeMap<>();
    private final Map<String, AtomicLong> headSizes = new TreeMap<>();
    private long seed = System.nanoTime();

    LoadSessions(SigningKey memberKey, PartyKey user, PartyKey application) {
        this.memberKey = memberKey;
        this.user = user;
        this.application = application;
    }

    LoadResult run(LoadLeg leg) throws IOException, InterruptedException {
        return leg.log().isPresent() ? enforced(leg, leg.log().get()) : plain(leg);
    }

    private LoadResult plain(LoadLeg leg) throws IOException {
        byte[] body = CanonicalJson.bytes(leg.bodies().get(0));
        List<Caller> callers = new ArrayList<>();
        for (int i = 0; i < leg.connections(); i++) {
            seed++;
            callers.add(new PlainCaller(seed, body));
        }
        return LoadLoop.run(plan(leg, callers, Optional.empty()));
    }

    private LoadResult enforced(LoadLeg leg, String log) throws IOException, InterruptedException {
        String grantId = leg.bodies().get(0).string("grantId");
        List<RawSession> sessions = sessions(leg, log, grantId);
        AtomicLong size = headSizes.computeIfAbsent(log + " " + grantId, key -> new AtomicLong());
        try (HeadCaller heads = new HeadCaller(sessions.get(0).session(), grantId, memberKey, size)) {
            SessionCaller.Bodies bodies = bodies(leg);
            List<Caller> callers = new ArrayList<>();
            for (int i = 0; i < leg.connections(); i++) {
                seed++;
                callers.add(new SessionCaller(seed, sessions.get(i).session(), bodies, heads));
            }
            LoadResult result = LoadLoop.run(plan(leg, callers, Optional.of(heads)));
            if (heads.refused() != 0) {
                throw new IOException("a head was refused with " + heads.refused());
            }
            return result;
        }
    }

    /** One body is sent again and again; of several each is sent once, as a consent serves once. */
    private static SessionCaller.Bodies bodies(LoadLeg leg) {
        byte[] first = CanonicalJson.bytes(leg.bodies().get(0));
        if (leg.bodies().size() == 1) {
            return new SessionCaller.Bodies(first.length, () -> first);
        }
        Deque<byte[]> left = new ArrayDeque<>();
        leg.bodies().forEach(body -> left.add(CanonicalJson.bytes(body)));
        return new SessionCaller.Bodies(first.length, left::remove);
    }

    private static LoadLoop.Plan plan(LoadLeg leg, List<Caller> callers, Optional<HeadCaller> heads) {
        return new LoadLoop.Plan(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), leg.port()),
                callers,
                TimeUnit.MILLISECONDS.toNanos(leg.millis()),
                leg.rate(),
                leg.bodies().size() == 1 ? 0 : leg.bodies().size(),
                heads);
    }

    private List<RawSession> sessions(LoadLeg leg, String log, String grantId) {
        List<RawSession> kept = open.computeIfAbsent(log + " " + grantId, key -> new ArrayList<>());
        long needed = System.currentTimeMillis() + leg.millis() + MARGIN_MS;
        kept.removeIf(session -> session.session().expiresAt() < needed);
        while (kept.size() < leg.connections()) {
            RawSession session = RawSession.open(
                    "http://127.0.0.1:" + leg.port(),
                    memberKey,
                    new SessionDraft.Request(grantId, log, user, application));
            if (!session.opening().isSuccess()) {
                throw new IllegalStateException("Cannot open session: " + session.opening());
            }
            kept.add(session);
        }
        return kept;
    }
}
