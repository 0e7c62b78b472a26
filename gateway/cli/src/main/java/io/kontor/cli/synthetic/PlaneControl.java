package io.kontor.cli.synthetic;

import io.kontor.cli.deploy.Secrets;
import io.kontor.model.json.JsonObject;
import java.io.IOException;
import java.util.Map;

/**
 * The control listener of a data plane, asked as its control plane and its staff ask it.
 *
 * @param port its port
 */
public record PlaneControl(int port) {

    private static final Map<String, String> KEY = Map.of("X-Api-Key", Secrets.DATA_PLANE);

    /** Starts the flow of a grant. */
    public void startFlow(PlayedGrant granted) throws IOException {
        ShortHttp.post(url("/signaling/start"), KEY, granted.flowStart());
    }

    /** Anchors now. */
    public void anchor() throws IOException {
        ShortHttp.post(url("/control/anchor"), KEY, JsonObject.builder().build());
    }

    /** What it says of itself (DPL-36). */
    public JsonObject state() throws IOException {
        return ShortHttp.get(url("/control/state"), KEY);
    }

    /** {@code SERVING}, {@code STALE}, {@code ENDED}, or {@code DOWN} when nobody answers. */
    public String serving() {
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
