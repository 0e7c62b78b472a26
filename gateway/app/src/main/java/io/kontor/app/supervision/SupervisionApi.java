package io.kontor.app.supervision;

import io.kontor.app.account.Account;
import io.kontor.app.ledger.ReadScope;
import io.kontor.app.ledger.ReadScopes;
import io.kontor.app.ledger.Records;
import io.kontor.app.mirror.MirrorReports;
import io.kontor.app.page.Formats;
import io.kontor.app.page.ListRequest;
import io.kontor.app.receipt.CallTotals;
import io.kontor.app.receipt.CallTotals.Group;
import io.kontor.app.supervision.SupervisionSummary.ConsentCoverage;
import io.kontor.app.supervision.SupervisionSummary.GroupTotals;
import io.kontor.app.supervision.SupervisionSummary.LogState;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The supervision summary; takes the filters of the list of receipts. */
@RestController
class SupervisionApi {

    private final CallTotals totals;
    private final CountComparisons counts;
    private final MirrorReports mirrors;
    private final Records records;
    private final ReadScopes scopes;

    SupervisionApi(
            CallTotals totals, CountComparisons counts, MirrorReports mirrors, Records records, ReadScopes scopes) {
        this.totals = totals;
        this.counts = counts;
        this.mirrors = mirrors;
        this.records = records;
        this.scopes = scopes;
    }

    @GetMapping("/api/v1/supervision")
    SupervisionSummary summary(@RequestParam Map<String, String> parameters, @AuthenticationPrincipal Account account) {
        ReadScope scope = scopes.of(account);
        CallTotals.Totals sums = totals.of(scope, ListRequest.of(parameters));
        CallTotals.Coverage coverage = sums.coverage();
        return new SupervisionSummary(
                sums.calls(),
                sums.usage(),
                sums.bytes(),
                by(sums.groups(), Group::outcome),
                by(sums.groups(), Group::refusal),
                totals(sums.groups(), Group::scenarioId),
                totals(sums.groups(), Group::action),
                new ConsentCoverage(
                        coverage.released(),
                        coverage.covered(),
                        Formats.percent(coverage.covered(), coverage.released())),
                counts.of(scope),
                mirrors.of(scope).stream().map(SupervisionApi::state).toList(),
                records.deletions(scope),
                sums.pending());
    }

    private static Map<String, Long> by(List<Group> groups, Function<Group, String> field) {
        return groups.stream()
                .filter(group -> !field.apply(group).isEmpty())
                .collect(Collectors.groupingBy(field, TreeMap::new, Collectors.summingLong(Group::calls)));
    }

    private static Map<String, GroupTotals> totals(List<Group> groups, Function<Group, String> field) {
        Map<String, GroupTotals> totals = new TreeMap<>();
        for (Group group : groups) {
            if (!field.apply(group).isEmpty()) {
                totals.merge(field.apply(group), totals(group), SupervisionApi::sum);
            }
        }
        return totals;
    }

    private static GroupTotals totals(Group group) {
        boolean released = "HIT".equals(group.outcome()) || "MISS".equals(group.outcome());
        boolean refused = "DENIED".equals(group.outcome());
        return new GroupTotals(group.calls(), released ? group.calls() : 0, refused ? group.calls() : 0, group.usage());
    }

    private static GroupTotals sum(GroupTotals a, GroupTotals b) {
        return new GroupTotals(
                a.calls() + b.calls(), a.released() + b.released(), a.refused() + b.refused(), a.usage() + b.usage());
    }

    private static LogState state(MirrorReports.Report report) {
        return new LogState(
                report.logId(),
                report.supplier(),
                report.mirror().orElse(""),
                report.state().name(),
                report.received(),
                report.anchoredSize(),
                report.gap(),
                report.ownRoot().orElse(""),
                report.anchoredRoot().orElse(""),
                report.transactionId().orElse(""),
                report.block(),
                report.detail().orElse(""));
    }
}
