package io.kontor.app.submission;

import io.kontor.app.page.ProblemException;
import io.kontor.model.id.Digest32;
import io.kontor.model.json.CanonicalJson;
import io.kontor.model.json.JsonObject;
import io.kontor.model.merkle.HashFunction;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * The page that asks once before an action binds: what will be signed, word for word, with its hash.
 *
 * @param action name of the action for the message bundle, e.g. {@code grant.sign}
 * @param target key of the record that it changes
 * @param document what is signed, canonical JSON
 * @param hash SHA-256 of the document
 * @param path where the form goes
 * @param back where "no" leads
 * @param fields what the person has to add
 * @param idempotencyKey name of the request
 */
public record Binding(
        String action,
        String target,
        String document,
        String hash,
        String path,
        String back,
        List<Field> fields,
        String idempotencyKey) {

    private static final Set<String> SIGNED_WORD_FOR_WORD =
            Set.of("grant.sign", "grant.refuse", "settlement.close", "settlement.calculate", "settlement.confirm");

    /** Longest text of a field. */
    public static final int TEXT_MAX = 500;

    public Binding {
        fields = List.copyOf(fields);
    }

    /** A page for an action; the idempotency key is new. */
    public static Binding of(String action, String target, Document document, Links links, Field... fields) {
        return new Binding(
                action,
                target,
                document.canonical(),
                document.hash(),
                links.path(),
                links.back(),
                List.of(fields),
                UUID.randomUUID().toString());
    }

    /**
     * What a person wrote, without blanks around it.
     *
     * @param thing what it is about, for the refusal
     * @throws ProblemException 400 when it is empty or too long
     */
    public static String sentence(String thing, String field, String value) {
        String text = value.strip();
        if (text.isEmpty() || text.length() > TEXT_MAX) {
            throw ProblemException.badRequest("Cannot take " + thing + ": the " + field + " has " + text.length()
                    + " characters, must have 1 to " + TEXT_MAX);
        }
        return text;
    }

    /** Whether the signature is on this very document; else the document only shows what the action concerns. */
    public boolean signsDocument() {
        return SIGNED_WORD_FOR_WORD.contains(action);
    }

    /**
     * What is signed.
     *
     * @param canonical canonical JSON
     * @param hash its SHA-256 in hex
     */
    public record Document(String canonical, String hash) {

        /** The document of a record or an argument. */
        public static Document of(JsonObject content) {
            String canonical = CanonicalJson.write(content);
            byte[] hash = HashFunction.sha256().hash(canonical.getBytes(StandardCharsets.UTF_8));
            return new Document(canonical, Digest32.of(hash).hex());
        }
    }

    /**
     * Where the page leads.
     *
     * @param path where the form goes
     * @param back where "no" leads
     */
    public record Links(String path, String back) {}

    /**
     * Something the person has to add.
     *
     * @param name name of the parameter; its label is the message {@code field.<name>}
     * @param kind form of the input
     */
    public record Field(String name, Kind kind) {

        /** A sentence of the person's own. */
        public static Field sentence(String name) {
            return new Field(name, Kind.SENTENCE);
        }

        /** A short word or number. */
        public static Field word(String name) {
            return new Field(name, Kind.WORD);
        }

        /** Form of an input. */
        public enum Kind {
            SENTENCE,
            WORD
        }
    }
}
