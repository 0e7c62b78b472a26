package io.kontor.dataplane.synthetic;

import io.kontor.dataplane.source.DirectSource;
import io.kontor.dataplane.source.ProcessRequest;
import io.kontor.dataplane.source.ProcessResult;
import io.kontor.dataplane.source.SourceFailure;
import io.kontor.dataplane.source.SourceRequestException;
import io.kontor.model.json.CanonicalJson;
import io.kontor.model.json.JsonObject;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** One record of synthetic text, from memory or as an upstream answers it; there is no data behind it. */
public final class SyntheticSource implements DirectSource {

    /** The one algorithm. */
    public static final String ALGORITHM = "synthetic";

    private static final String FIELD = "synthetic";

    private final CompletableFuture<ProcessResult> fromMemory;
    private final @Nullable Upstream upstream;

    private SyntheticSource(ProcessResult result, @Nullable Upstream upstream) {
        this.fromMemory = CompletableFuture.completedFuture(result);
        this.upstream = upstream;
    }

    /**
     * A source.
     *
     * @param bytes length of each answer
     * @param upstream where it comes from; from memory when empty
     */
    public static SyntheticSource open(int bytes, Optional<Upstream.Address> upstream) {
        ProcessResult result = ProcessResult.ofBytes(body(bytes), 1, 1);
        return new SyntheticSource(
                result, upstream.map(address -> new Upstream(address, bytes)).orElse(null));
    }

    /** The bytes of an answer of a length; an upstream answers them too. */
    public static byte[] body(int bytes) {
        int frame = CanonicalJson.bytes(answer("")).length;
        if (bytes <= frame) {
            throw new IllegalArgumentException(
                    "Cannot make synthetic answer of " + bytes + " bytes: must be above " + frame);
        }
        return CanonicalJson.bytes(answer("x".repeat(bytes - frame)));
    }

    private static JsonObject answer(String text) {
        return JsonObject.builder()
                .put("hit", true)
                .put("record", JsonObject.builder().put(FIELD, text).build())
                .build();
    }

    @Override
    public void check(ProcessRequest request) throws SourceRequestException {
        if (!request.algorithm().equals(ALGORITHM)) {
            throw new SourceRequestException(
                    "Cannot run algorithm " + request.algorithm() + ": this source has " + ALGORITHM + " alone");
        }
    }

    @Override
    public CompletionStage<ProcessResult> begin(ProcessRequest request) {
        return upstream == null ? fromMemory : upstream.fetch();
    }

    @Override
    public ProcessResult process(ProcessRequest request) throws SourceFailure {
        throw new SourceFailure("Cannot run algorithm " + request.algorithm() + ": it runs on an event loop only");
    }

    @Override
    public void close() {
        if (upstream != null) {
            upstream.close();
        }
    }
}
