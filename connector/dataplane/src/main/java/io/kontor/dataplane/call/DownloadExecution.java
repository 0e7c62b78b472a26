package io.kontor.dataplane.call;

import io.kontor.dataplane.source.ObjectSource;
import io.kontor.dataplane.source.SourceFailure;
import io.kontor.dataplane.source.SourceObject;
import io.kontor.dataplane.source.Sources;
import io.kontor.dataplane.source.Watermark;
import io.kontor.model.grant.Duty;
import io.kontor.model.id.Ids;
import io.kontor.usage.call.CallBody;
import io.kontor.usage.call.IssuedReceipt;
import io.kontor.usage.engine.UsageEngine;
import java.util.Locale;

/** Action {@code download}: a pinned version of an object, streamed (SES-6, DPL-11 to DPL-13). */
final class DownloadExecution {

    private final Sources sources;
    private final UsageEngine engine;
    private final PinStore pins;
    private final Downloads downloads;

    DownloadExecution(Sources sources, UsageEngine engine, PinStore pins, Downloads downloads) {
        this.sources = sources;
        this.engine = engine;
        this.pins = pins;
        this.downloads = downloads;
    }

    /** Refuses a call that names no object, before a unit is taken. */
    void check(String resourceId, CallBody body) {
        if (sources.objects(resourceId).isPresent()) {
            Ids.require("object", body.json().string("object"));
            range(body);
            downloads.requireRoom();
        }
    }

    private static RequestedRange range(CallBody body) {
        return body.json().optionalString("range").map(RequestedRange::parse).orElse(RequestedRange.WHOLE);
    }

    /** The same call again while its download is open: it goes on, and no further unit is taken (DPL-15). */
    void repeat(Execution execution, Download download) {
        execution
                .exchange()
                .guarded(() -> DownloadStream.answer(
                        execution, downloads, download, range(execution.call().body())));
    }

    void execute(Execution execution) {
        String resourceId = execution.call().resource().resourceId();
        String objectId = execution.call().body().json().string("object");
        execution.step(
                () -> {
                    execution.requireNothingToMask();
                    return objects(resourceId).find(objectId);
                },
                found -> found.ifPresentOrElse(
                        object -> execution.reserve(receipt -> pin(execution, object, receipt)),
                        execution::releaseMiss));
    }

    private ObjectSource objects(String resourceId) throws SourceFailure {
        return sources.objects(resourceId)
                .orElseThrow(() -> new SourceFailure("Cannot download object: resource " + resourceId + " has none"));
    }

    private void pin(Execution execution, SourceObject object, IssuedReceipt reserved) {
        String callId = execution.call().callId();
        byte[] head = head(execution, object, execution.watermark(reserved));
        execution.step(
                () -> pins.pin(
                        object, callId, engine.content(execution.call().body().grantId()), head),
                pin -> {
                    Download download = new Download(execution.permit(), object, pin, reserved);
                    downloads.opened(download);
                    DownloadStream.answer(
                            execution,
                            downloads,
                            download,
                            range(execution.call().body()));
                },
                execution::abortUnreleased);
    }

    /** A CSV carries its watermark as a comment in its first line (DPL-12). */
    private static byte[] head(Execution execution, SourceObject object, Watermark watermark) {
        boolean csv = object.contentType().toLowerCase(Locale.ROOT).startsWith("text/csv");
        return csv && execution.hasDuty(Duty.WATERMARK)
                ? Execution.utf8("# watermark user=" + watermark.user().replaceAll("[\\r\\n,\"]", " ") + " key="
                        + watermark.fingerprint().hex() + " call=" + watermark.callId() + "\n")
                : new byte[0];
    }
}
