package io.kontor.dataplane.sample;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Splits CSV text (RFC 4180) into lines of cells; quoted cells may hold commas and line breaks. Blank lines are left out. */
final class CsvLines {

    /**
     * One line.
     *
     * @param number number of its first line in the file, from 1
     * @param cells its cells
     */
    record Line(int number, List<String> cells) {}

    private final Path file;
    private final String text;
    private final List<Line> lines = new ArrayList<>();
    private List<String> cells = new ArrayList<>();
    private int position;
    private int lineNumber = 1;
    private int startedAt = 1;

    private CsvLines(Path file, String text) {
        this.file = file;
        this.text = text;
    }

    static List<Line> split(Path file, String text) {
        CsvLines split = new CsvLines(file, text);
        split.run();
        return split.lines;
    }

    private void run() {
        while (position < text.length()) {
            cells.add(text.charAt(position) == '"' ? quoted() : plain());
            if (position >= text.length() || text.charAt(position) != ',') {
                endLine();
            } else {
                position++;
                if (position == text.length()) {
                    cells.add("");
                    endLine();
                }
            }
        }
    }

    private String plain() {
        int start = position;
        while (position < text.length() && ",\r\n".indexOf(text.charAt(position)) < 0) {
            position++;
        }
        return text.substring(start, position);
    }

    private String quoted() {
        StringBuilder cell = new StringBuilder();
        int openedAt = lineNumber;
        position++;
        while (true) {
            if (position >= text.length()) {
                throw new ClaimFileException("Cannot read claims from " + file + ": line " + openedAt + ", column "
                        + (cells.size() + 1) + ": the quotation mark is never closed");
            }
            char c = text.charAt(position++);
            if (c != '"') {
                lineNumber += c == '\n' ? 1 : 0;
                cell.append(c);
            } else if (position < text.length() && text.charAt(position) == '"') {
                cell.append('"');
                position++;
            } else {
                break;
            }
        }
        if (position < text.length() && ",\r\n".indexOf(text.charAt(position)) < 0) {
            throw new ClaimFileException("Cannot read claims from " + file + ": line " + lineNumber + ", column "
                    + (cells.size() + 1) + ": text follows the closing quotation mark");
        }
        return cell.toString();
    }

    private void endLine() {
        if (position < text.length() && text.charAt(position) == '\r') {
            position++;
        }
        if (position < text.length() && text.charAt(position) == '\n') {
            position++;
        }
        boolean blank = cells.size() == 1 && cells.get(0).isBlank();
        if (!blank) {
            lines.add(new Line(startedAt, cells));
        }
        cells = new ArrayList<>();
        lineNumber++;
        startedAt = lineNumber;
    }
}
