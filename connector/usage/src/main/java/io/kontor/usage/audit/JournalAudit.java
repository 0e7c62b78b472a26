package io.kontor.usage.audit;

import io.kontor.model.merkle.HashFunction;
import io.kontor.usage.journal.JournalDamagedException;
import io.kontor.usage.journal.JournalFiles;
import io.kontor.usage.journal.JournalReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;

/** Reads and verifies a journal on disk; nothing in it is changed, and its instance may run meanwhile. */
public final class JournalAudit {

    private JournalAudit() {}

    /**
     * Reads all of a journal.
     *
     * @param folder the journal's folder, or the state folder of an instance
     * @param hash hash function of its suite
     * @param rows sees each record once it is verified, in order
     * @throws JournalDamagedException when something does not hold together: names where, and both values
     */
    public static JournalReport read(Path folder, HashFunction hash, Consumer<JournalRow> rows) {
        return read(JournalFiles.readOnly(journalIn(folder)), hash, rows);
    }

    /**
     * Reads all of a journal.
     *
     * @param files where it is; closed at the end
     * @param hash hash function of its suite
     * @param rows sees each record once it is verified, in order
     * @throws JournalDamagedException when something does not hold together: names where, and both values
     */
    public static JournalReport read(JournalFiles files, HashFunction hash, Consumer<JournalRow> rows) {
        Inspection inspection = new Inspection(files.name(), hash, rows);
        JournalReader.Extent extent = JournalReader.read(files, hash, inspection);
        return inspection.report(extent);
    }

    private static Path journalIn(Path folder) {
        return List.of(folder, folder.resolve("journal"), folder.resolve("log").resolve("journal")).stream()
                .filter(candidate -> Files.exists(candidate.resolve("00000000000000000001.journal"))
                        || Files.exists(candidate.resolve("00000000000000000001.retired"))
                        || Files.exists(candidate.resolve("journal.lock")))
                .findFirst()
                .orElseThrow(() -> new JournalDamagedException(
                        "Cannot read journal " + folder + ": there is no segment in it", null));
    }
}
