package io.kontor.dataplane.call;

import io.kontor.dataplane.source.ObjectSource;
import io.kontor.dataplane.source.SourceFailure;
import io.kontor.dataplane.source.SourceObject;
import io.kontor.dataplane.source.Sources;
import io.kontor.dataplane.source.Watermark;
import io.kontor.model.grant.Duty;
import io.kontor.model.grant.UsageBounds;
import io.kontor.model.id.Ids;
import io.kontor.usage.call.CallBody;
import io.kontor.usage.call.IssuedReceipt;
import io.kontor.usage.engine.UsageEngine;
import java.util.Locale;
import java.util.Optional;

/** Action {@code download}: a pinned version of an object, streamed (SES-6, DPL-11 to DPL-13). */
final class DownloadExecution {

    /** A watermark: user, key and call in one line. */
    private static final int HEAD_BYTES_MAX = 1_024;

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
                    Optional<SourceObject> found = objects(resourceId).find(objectId);
                    if (found.isPresent()) {
                        requireWatermark(execution, found.get());
                    }
                    return found;
                },
                found -> found.ifPresentOrElse(
                        object -> execution.reserve(most(object), receipt -> pin(execution, object, receipt)),
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
                pin -> start(execution, object, pin, reserved),
                execution::abortUnreleased);
    }

    /** An object that grew between its reservation and its copy would go over the grant's bytes. */
    private void start(Execution execution, SourceObject object, Pin pin, IssuedReceipt reserved) {
        long size = pin.summary().size();
        if (bytesAreBounded(execution) && size + size / 5 > most(object)) {
            execution.step(
                    () -> {
                        pin.close();
                        throw new SourceFailure("Cannot download object: it has " + size + " bytes, reserved are "
                                + most(object) + " for all its streams");
                    },
                    never -> {},
                    execution::abortUnreleased);
            return;
        }
        Download download = new Download(execution.permit(), object, pin, reserved);
        downloads.opened(download);
        DownloadStream.answer(
                execution, downloads, download, range(execution.call().body()));
    }

    private static boolean bytesAreBounded(Execution execution) {
        return execution.call().terms().bounds().flatMap(UsageBounds::bytesMax).isPresent();
    }

    /** Bytes that leave at most: 1.2 times the object and its watermark (DPL-13). */
    private static long most(SourceObject object) {
        long size = object.size() + HEAD_BYTES_MAX;
        return size + size / 5;
    }

    private static void requireWatermark(Execution execution, SourceObject object) throws SourceFailure {
        if (execution.hasDuty(Duty.WATERMARK) && !isCsv(object)) {
            throw new SourceFailure("Cannot download object: the grant has the duty WATERMARK, which a file of type "
                    + object.contentType() + " cannot carry");
        }
    }

    private static boolean isCsv(SourceObject object) {
        return object.contentType().toLowerCase(Locale.ROOT).startsWith("text/csv");
    }

    /** A CSV carries its watermark as a comment in its first line (DPL-12). */
    private static byte[] head(Execution execution, SourceObject object, Watermark watermark) {
        return isCsv(object) && execution.hasDuty(Duty.WATERMARK)
                ? Execution.utf8("# watermark user=" + watermark.user().replaceAll("[\\r\\n,\"]", " ") + " key="
                        + watermark.fingerprint().hex() + " call=" + watermark.callId() + "\n")
                : new byte[0];
    }
}
