package io.kontor.app.page;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

/** Comma separated values (RFC 4180) with a byte order mark, which spreadsheets need to read Chinese. */
public final class Csv {

    /** Most rows of one export. */
    public static final int ROWS_MAX = 50_000;

    private final StringBuilder text = new StringBuilder("\uFEFF");

    /** Starts with the heads. */
    public Csv(List<String> heads) {
        row(heads);
    }

    /** Adds a row. */
    public Csv row(List<String> cells) {
        text.append(cells.stream().map(Csv::cell).collect(Collectors.joining(",")))
                .append("\r\n");
        return this;
    }

    /** The export as a download. */
    public static ResponseEntity<String> answer(String fileName, Csv csv) {
        return ResponseEntity.ok()
                .contentType(new MediaType("text", "csv", StandardCharsets.UTF_8))
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"" + fileName + "\"")
                .body(csv.text());
    }

    /** All of it. */
    public String text() {
        return text.toString();
    }

    /** A cell that begins like a formula is prefixed, so that a spreadsheet does not run it; numbers stay numbers. */
    private static String cell(String value) {
        boolean formula = value.matches("(?s)^[=+\\-@\\t\\r].*") && !value.matches("-?[\\d.,]+");
        String safe = formula ? "'" + value : value;
        return safe.matches("(?s).*[\",\\r\\n].*") ? "\"" + safe.replace("\"", "\"\"") + "\"" : safe;
    }
}
