package io.kontor.dataplane.sample;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Claims as CSV (RFC 4180, UTF-8): the 24 item names in the first line in any order, one claim a line. */
public final class ClaimCsv {

    private static final int MAX_BYTES = 64 * 1024 * 1024;
    private static final int MAX_RECORDS = 200_000;

    private ClaimCsv() {}

    /**
     * Reads claims.
     *
     * @throws ClaimFileException naming line and column of the first thing that is wrong; nothing is read then
     */
    public static List<ClaimRecord> read(Path file) {
        List<CsvLines.Line> lines = CsvLines.split(file, text(file));
        if (lines.isEmpty()) {
            throw new ClaimFileException("Cannot read claims from " + file + ": the file is empty");
        }
        List<ClaimItem> columns = header(file, lines.get(0));
        if (lines.size() == 1) {
            throw new ClaimFileException("Cannot read claims from " + file + ": it has no claim after the header");
        }
        if (lines.size() > MAX_RECORDS) {
            throw new ClaimFileException(
                    "Cannot read claims from " + file + ": it has " + lines.size() + " lines, at most " + MAX_RECORDS);
        }
        List<ClaimRecord> records = new ArrayList<>();
        Set<String> visits = new HashSet<>();
        for (CsvLines.Line line : lines.subList(1, lines.size())) {
            ClaimRecord record = record(file, columns, line);
            if (!visits.add(record.value(ClaimItem.VISIT))) {
                int column = columns.indexOf(ClaimItem.VISIT) + 1;
                throw problem(
                        file,
                        line.number(),
                        column,
                        ClaimItem.VISIT,
                        "is '" + record.value(ClaimItem.VISIT) + "', which an earlier line has");
            }
            records.add(record);
        }
        return records;
    }

    private static List<ClaimItem> header(Path file, CsvLines.Line line) {
        List<ClaimItem> columns = new ArrayList<>();
        for (int i = 0; i < line.cells().size(); i++) {
            String title = line.cells().get(i).strip();
            ClaimItem item = Arrays.stream(ClaimItem.values())
                    .filter(candidate -> candidate.title().equals(title))
                    .findFirst()
                    .orElse(null);
            if (item == null || columns.contains(item)) {
                throw new ClaimFileException("Cannot read claims from " + file + ": line " + line.number() + ", column "
                        + (i + 1) + ": '" + title + "' is " + (item == null ? "none of the 24 items" : "there twice")
                        + "; the items are " + String.join(", ", ClaimItem.titles()));
            }
            columns.add(item);
        }
        for (ClaimItem item : ClaimItem.values()) {
            if (!columns.contains(item)) {
                throw new ClaimFileException("Cannot read claims from " + file + ": line " + line.number() + ", column "
                        + (columns.size() + 1) + ": item '" + item.title() + "' is missing");
            }
        }
        return columns;
    }

    private static ClaimRecord record(Path file, List<ClaimItem> columns, CsvLines.Line line) {
        List<String> cells = line.cells();
        if (cells.size() != columns.size()) {
            throw new ClaimFileException("Cannot read claims from " + file + ": line " + line.number() + ", column "
                    + Math.min(cells.size(), columns.size()) + ": the line has " + cells.size() + " cells, the header "
                    + columns.size());
        }
        Map<ClaimItem, String> values = new EnumMap<>(ClaimItem.class);
        for (int i = 0; i < columns.size(); i++) {
            values.put(columns.get(i), cells.get(i).strip());
        }
        try {
            return ClaimRecord.of(values);
        } catch (ClaimValueException e) {
            throw problem(file, line.number(), columns.indexOf(e.item()) + 1, e.item(), String.valueOf(e.getMessage()));
        }
    }

    private static ClaimFileException problem(Path file, int line, int column, ClaimItem item, String what) {
        return new ClaimFileException("Cannot read claims from " + file + ": line " + line + ", column " + column + " ("
                + item.title() + "): " + what);
    }

    private static String text(Path file) {
        try {
            if (!Files.isRegularFile(file)) {
                throw new ClaimFileException("Cannot read claims from " + file + ": there is no such file");
            }
            if (Files.size(file) > MAX_BYTES) {
                throw new ClaimFileException("Cannot read claims from " + file + ": it has " + Files.size(file)
                        + " bytes, at most " + MAX_BYTES);
            }
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(Files.readAllBytes(file)))
                    .toString();
            return text.startsWith("\uFEFF") ? text.substring(1) : text;
        } catch (CharacterCodingException e) {
            throw new ClaimFileException("Cannot read claims from " + file + ": it is not UTF-8; save it as UTF-8", e);
        } catch (IOException e) {
            throw new ClaimFileException("Cannot read claims from " + file + ": " + e.getMessage(), e);
        }
    }

    /** Writes claims. */
    public static void write(Path file, List<ClaimRecord> records) throws IOException {
        StringBuilder text = new StringBuilder(line(ClaimItem.titles()));
        records.forEach(record -> text.append(line(record.values())));
        Files.writeString(file, text);
    }

    static String line(List<String> cells) {
        return cells.stream().map(ClaimCsv::cell).collect(Collectors.joining(",", "", "\n"));
    }

    private static String cell(String value) {
        boolean plain = value.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r' || c == '#');
        return plain ? value : '"' + value.replace("\"", "\"\"") + '"';
    }
}
