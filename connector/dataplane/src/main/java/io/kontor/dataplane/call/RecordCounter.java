package io.kontor.dataplane.call;

import java.util.Locale;

/** Counts data items and records of an object as it passes: columns and rows of a CSV, one record of one item for all else (I-04). */
final class RecordCounter {

    private final boolean csv;
    private boolean quoted;
    private boolean comment;
    private boolean lineHasContent;
    private boolean headerSeen;
    private int columns = 1;
    private long rows;

    private RecordCounter(boolean csv) {
        this.csv = csv;
    }

    static RecordCounter of(String contentType) {
        return new RecordCounter(contentType.toLowerCase(Locale.ROOT).startsWith("text/csv"));
    }

    void take(byte[] bytes, int length) {
        for (int i = 0; csv && i < length; i++) {
            take((char) (bytes[i] & 0xff));
        }
    }

    private void take(char c) {
        if (c == '\n' && !quoted) {
            endLine();
        } else if (!lineHasContent && c == '#') {
            comment = true;
            lineHasContent = true;
        } else if (c != '\r') {
            lineHasContent = true;
            if (c == '"' && !comment) {
                quoted = !quoted;
            } else if (c == ',' && !quoted && !comment && !headerSeen) {
                columns++;
            }
        }
    }

    private void endLine() {
        if (lineHasContent && !comment) {
            if (headerSeen) {
                rows++;
            }
            headerSeen = true;
        }
        lineHasContent = false;
        comment = false;
    }

    int items() {
        return columns;
    }

    long records() {
        if (!csv) {
            return 1;
        }
        return rows + (lineHasContent && !comment && headerSeen ? 1 : 0);
    }
}
