package io.kontor.dataplane.testing;

import io.kontor.dataplane.DataPlane;
import io.kontor.dataplane.app.RawSession;
import io.kontor.dataplane.config.DataPlaneConfig;
import io.kontor.usage.consumer.SessionDraft;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.InstantSource;
import java.util.Map;

/** A data plane of the same supplier beside the first one, with its own log, journal and addresses. */
public record FurtherPlane(SupplierWorld world, DataPlane plane, String logId, String address, ControlClient control)
        implements AutoCloseable {

    /** Starts one. */
    public static FurtherPlane start(SupplierWorld world, String logId) {
        try {
            int publicPort = SupplierWorld.freePort();
            int controlPort = SupplierWorld.freePort();
            Map<String, String> own = Map.of(
                    "log-id",
                    logId,
                    "state-folder",
                    "state-" + logId,
                    "public.port",
                    String.valueOf(publicPort),
                    "control.port",
                    String.valueOf(controlPort));
            DataPlaneConfig config = DataPlaneConfig.read(
                    Files.writeString(world.folder.resolve(logId + ".properties"), world.settingsText(own)));
            DataPlane plane = DataPlane.start(Vertx.vertx(), config, world.connector("F-H1"), InstantSource.system());
            return new FurtherPlane(
                    world,
                    plane,
                    logId,
                    "http://127.0.0.1:" + publicPort,
                    new ControlClient("http://127.0.0.1:" + controlPort, SupplierWorld.CONTROL_KEY));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Opens a session by the rules. */
    public RawSession session(String grantId) {
        SessionDraft.Request request = new SessionDraft.Request(grantId, logId, world.user(), world.application());
        RawSession session = RawSession.open(address, world.memberKey(), request);
        if (!session.opening().isSuccess()) {
            throw new IllegalStateException("refused: " + session.opening());
        }
        return session;
    }

    @Override
    public void close() {
        plane.close();
    }
}
