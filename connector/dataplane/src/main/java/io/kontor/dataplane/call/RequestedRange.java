package io.kontor.dataplane.call;

import io.kontor.model.rejection.MalformedException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One range of bytes as a Range header names it: {@code bytes=<first>-<last>}, {@code bytes=<first>-} or {@code bytes=-<length>} (DPL-14).
 *
 * @param first first byte, empty for the last {@code last} bytes
 * @param last last byte, empty for all from {@code first} on
 */
record RequestedRange(Optional<Long> first, Optional<Long> last) {

    static final RequestedRange WHOLE = new RequestedRange(Optional.of(0L), Optional.empty());

    private static final Pattern FORM = Pattern.compile("bytes=(\\d{0,18})-(\\d{0,18})");

    /**
     * Reads a header.
     *
     * @throws MalformedException when it is of another form
     */
    static RequestedRange parse(String text) {
        Matcher form = FORM.matcher(text);
        if (!form.matches() || (form.group(1).isEmpty() && form.group(2).isEmpty())) {
            throw new MalformedException("Cannot read range '" + shown(text)
                    + "': it must be one range bytes=<first>-<last>, bytes=<first>- or bytes=-<length>");
        }
        RequestedRange range = new RequestedRange(number(form.group(1)), number(form.group(2)));
        if (range.first.isPresent() && range.last.isPresent() && range.first.get() > range.last.get()) {
            throw new MalformedException("Cannot read range '" + text + "': it ends before it begins");
        }
        return range;
    }

    private static String shown(String text) {
        return text.substring(0, Math.min(text.length(), 64)).replaceAll("[^ -~]", "?");
    }

    private static Optional<Long> number(String digits) {
        return digits.isEmpty() ? Optional.empty() : Optional.of(Long.parseLong(digits));
    }

    /** What it means in an object of a size; empty when the object has no such byte. The whole of an empty object is empty. */
    Optional<ByteRange> in(long size) {
        if (equals(WHOLE)) {
            return Optional.of(new ByteRange(0, size));
        }
        long from = first.orElseGet(() -> Math.max(0, size - last.orElse(0L)));
        long to = first.isPresent() ? Math.min(size, last.map(end -> end + 1).orElse(size)) : size;
        return from < to ? Optional.of(new ByteRange(from, to)) : Optional.empty();
    }

    /**
     * Bytes of an object.
     *
     * @param from first byte
     * @param to the byte after the last
     */
    record ByteRange(long from, long to) {

        long length() {
            return to - from;
        }
    }
}
