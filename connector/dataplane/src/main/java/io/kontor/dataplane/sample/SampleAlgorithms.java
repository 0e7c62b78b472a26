package io.kontor.dataplane.sample;

import io.kontor.model.id.Digest32;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** The algorithms that the sample hospitals register. */
public final class SampleAlgorithms {

    /** Newest claim of one patient; kind {@code record}. */
    public static final String CLAIM = "claim-by-subject";

    /** Number of patients and mean total by diagnosis; kind {@code aggregate}. */
    public static final String BY_DIAGNOSIS = "claims-by-diagnosis";

    private SampleAlgorithms() {}

    /**
     * An algorithm as the configuration names it.
     *
     * @param id identifier
     * @param kind {@code record} or {@code aggregate}
     * @param file where its text lies
     * @param digest SHA-256 of the text
     */
    public record Written(String id, String kind, Path file, Digest32 digest) {}

    /** Writes their texts into a folder. */
    public static List<Written> write(Path folder) throws IOException {
        Files.createDirectories(folder);
        return List.of(
                write(folder, CLAIM, "record", claimBySubject()),
                write(folder, BY_DIAGNOSIS, "aggregate", byDiagnosis()));
    }

    private static String claimBySubject() {
        String subject = HospitalDatabase.quoted(ClaimItem.ID_NUMBER.title());
        String items = Arrays.stream(ClaimItem.values())
                .map(item -> HospitalDatabase.quoted(item.title()))
                .collect(Collectors.joining(",\n       "));
        return "-- The newest outpatient claim of one patient.\nselect " + subject + " as _subject,\n       " + items
                + "\n  from " + HospitalDatabase.TABLE + "\n where " + subject + " = :subject\n order by "
                + HospitalDatabase.quoted(ClaimItem.SETTLED_AT.title()) + " desc, "
                + HospitalDatabase.quoted(ClaimItem.VISIT.title()) + " desc\n limit 1\n";
    }

    private static String byDiagnosis() {
        String diagnosis = HospitalDatabase.quoted(ClaimItem.DIAGNOSIS.title());
        return "-- Patients and mean total by diagnosis.\nselect " + diagnosis + ",\n       round(avg("
                + HospitalDatabase.quoted(ClaimItem.TOTAL.title()) + "), 2) as \"平均费用\",\n       count(distinct "
                + HospitalDatabase.quoted(ClaimItem.ID_NUMBER.title()) + ") as _count\n  from " + HospitalDatabase.TABLE
                + "\n group by " + diagnosis + "\n order by " + diagnosis + "\n";
    }

    private static Written write(Path folder, String id, String kind, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        Path file = Files.write(folder.resolve(id + ".sql"), bytes);
        try {
            return new Written(
                    id,
                    kind,
                    file,
                    Digest32.of(MessageDigest.getInstance("SHA-256").digest(bytes)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Cannot digest algorithm: this Java has no SHA-256", e);
        }
    }
}
