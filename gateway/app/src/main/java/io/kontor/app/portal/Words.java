package io.kontor.app.portal;

import io.kontor.app.page.Formats;
import io.kontor.model.id.Digest32;
import io.kontor.model.rejection.RejectionCode;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;

/** What the templates write: numbers, money, times, identifiers, and the words of states and refusals. */
@Component("words")
public class Words {

    private final MessageSource messages;

    Words(MessageSource messages) {
        this.messages = messages;
    }

    /** A count. */
    public String number(long value) {
        return Formats.number(value);
    }

    /** Fen in yuan. */
    public String yuan(long fen) {
        return Formats.yuan(fen);
    }

    /** A difference in fen, with its sign. */
    public String difference(long fen) {
        return (fen > 0 ? "+" : "") + Formats.yuan(fen);
    }

    /** 1/10,000 yuan in yuan. */
    public String price(long tenThousandths) {
        return Formats.price(tenThousandths);
    }

    /** Epoch milliseconds as time of day in the pages' zone. */
    public String time(long epochMs) {
        return Formats.time(epochMs);
    }

    /** The date of epoch milliseconds in the pages' zone. */
    public String day(long epochMs) {
        return Formats.time(epochMs).substring(0, 10);
    }

    /** The time of day of epoch milliseconds in the pages' zone. */
    public String clock(long epochMs) {
        return Formats.time(epochMs).substring(11);
    }

    /** Epoch milliseconds to the minute. */
    public String minute(long epochMs) {
        return Formats.minute(epochMs);
    }

    /** An identifier or hash, shortened. */
    public String brief(Object id) {
        return Formats.brief(id instanceof Digest32 digest ? digest.hex() : id.toString());
    }

    /** A part of a whole in percent. */
    public String percent(long part, long whole) {
        return Formats.percent(part, whole);
    }

    /** Tone of a state: neutral, waiting, good, refused, frozen or ended. */
    public String tone(Object state) {
        return Tone.of(state.toString());
    }

    /** The word of a state of that kind, such as {@code grant} {@code ACTIVE}. */
    public String state(String kind, Object state) {
        return text("state." + kind + "." + state);
    }

    /** Meaning of a refusal in the reader's language; the code itself for one that is not known. */
    public String refusal(@Nullable String code) {
        Optional<RejectionCode> known = code == null ? Optional.empty() : RejectionCode.named(code);
        return known.map(found -> found.meaning(LocaleContextHolder.getLocale()))
                .orElse(String.valueOf(code));
    }

    /** Meaning of a refusal in a language: {@code zh} or {@code en}. */
    public String refusalIn(String code, String language) {
        return RejectionCode.named(code)
                .map(found -> found.meaning(Locale.forLanguageTag(language)))
                .orElse(code);
    }

    /** Codes that a call can be refused with, in their order. */
    public List<String> refusals() {
        return List.of(RejectionCode.values()).stream()
                .filter(code -> code.wireNumber() < 100)
                .map(RejectionCode::name)
                .toList();
    }

    /** A message in the reader's language. */
    public String text(String key, Object... arguments) {
        return messages.getMessage(key, arguments, LocaleContextHolder.getLocale());
    }
}
