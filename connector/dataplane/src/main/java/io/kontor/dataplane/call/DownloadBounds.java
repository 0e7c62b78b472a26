package io.kontor.dataplane.call;

import java.time.Duration;

/**
 * Bounds of downloads.
 *
 * @param maxObjectBytes {@code max-object-bytes} (1073741824): largest object that is downloaded
 * @param resumeWindow {@code resume-window-s} (300): how long after a stream its download may be resumed
 * @param maxOpen {@code open-downloads} (256): downloads that run or may be resumed
 */
public record DownloadBounds(long maxObjectBytes, Duration resumeWindow, int maxOpen) {}
