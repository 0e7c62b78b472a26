package io.kontor.app.receipt;

import io.kontor.app.receipt.CallTotals.Totals;
import io.kontor.model.grant.Action;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.springframework.context.MessageSource;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;
import tools.jackson.databind.ObjectMapper;

/** The data of the totals chart: calls by action, stacked by outcome. */
@Component
class CallChart {

    private final MessageSource messages;
    private final ObjectMapper json;

    CallChart(MessageSource messages, ObjectMapper json) {
        this.messages = messages;
        this.json = json;
    }

    String of(Totals totals) {
        List<Map<String, Object>> series = Stream.of("HIT", "MISS", "DENIED", "OTHER")
                .map(outcome ->
                        Map.<String, Object>of("name", word("chart." + outcome), "values", values(totals, outcome)))
                .toList();
        List<String> categories = Stream.of(Action.values())
                .map(action -> word("action.name." + action))
                .toList();
        return json.writeValueAsString(Map.of("categories", categories, "series", series));
    }

    private static List<Long> values(Totals totals, String outcome) {
        return Stream.of(Action.values())
                .map(action -> totals.groups().stream()
                        .filter(group -> group.action().equals(action.name())
                                && series(group.outcome()).equals(outcome))
                        .mapToLong(CallTotals.Group::calls)
                        .sum())
                .toList();
    }

    private static String series(String outcome) {
        return switch (outcome) {
            case "HIT", "MISS", "DENIED" -> outcome;
            default -> "OTHER";
        };
    }

    private String word(String key) {
        return messages.getMessage(key, null, LocaleContextHolder.getLocale());
    }
}
