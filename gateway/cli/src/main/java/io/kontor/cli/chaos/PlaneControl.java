package io.kontor.cli.chaos;

import io.kontor.cli.deploy.Secrets;
import io.kontor.model.json.JsonObject;
import java.io.IOException;
import java.util.Map;

/**
 * The control listener of a data plane, asked as its control plane and its staff ask it.
 *
 * @param port its port
 */
record PlaneControl(int port) {

    private static final Map<String, String> KEY = Map.of("X-Api-Key", Secrets.DATA_PLANE);

    /** Starts the flow of a grant. */
    void startFlow(ChaosGrant granted) throws IOException {
        Http.post(url("/signaling/start"), KEY, granted.played().flowStart());
    }

    /** Anchors now. */
    void anchor() throws IOException {
        Http.post(url("/control/anchor"), KEY, JsonObject.builder().build());
    }

    JsonObject state() throws IOException {
        return Http.get(url("/control/state"), KEY);
    }

    /** {@code SERVING}, {@code STALE}, {@code ENDED}, or {@code DOWN} when nobody answers. */
    String serving() {
        try {
            return state().string("serving");
        } catch (IOException e) {
            return "DOWN";
        }
    }

    private String url(String path) {
        return "http://127.0.0.1:" + port + path;
    }
}
