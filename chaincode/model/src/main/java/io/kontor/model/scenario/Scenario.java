package io.kontor.model.scenario;

import io.kontor.model.id.Checks;
import io.kontor.model.id.Digest32;
import io.kontor.model.id.Ids;
import io.kontor.model.rejection.MalformedException;
import java.util.List;
import java.util.Optional;

/**
 * One approved use: one scenario, one application, one approval (B-10). Its identifier is the purpose of every call.
 *
 * @param scenarioId identifier
 * @param authorisationId authorisation under which it runs
 * @param cityId city of the authorisation
 * @param operator operator that applies
 * @param title display title
 * @param purpose what the data is used for, in words
 * @param items data items applied for; their number is the factor of the usage (INT-5)
 * @param resources resources bound to it, ascending
 * @param planDigest digest of the plan document
 * @param status state
 * @param approvalRef reference of the approval
 */
public record Scenario(
        String scenarioId,
        String authorisationId,
        String cityId,
        String operator,
        String title,
        String purpose,
        List<String> items,
        List<String> resources,
        Digest32 planDigest,
        ScenarioStatus status,
        Optional<String> approvalRef) {

    public Scenario {
        Ids.require("scenario id", scenarioId);
        Ids.require("authorisation id", authorisationId);
        Ids.require("city id", cityId);
        Ids.require("operator", operator);
        Checks.text("title", title, 200);
        Checks.text("purpose", purpose, 1000);
        items = Checks.texts("items", Checks.list("items", items, 1, 500), 100);
        resources = Checks.ids("resources", Checks.list("resources", resources, 1, 200));
        approvalRef.ifPresent(value -> Checks.text("approval ref", value, 200));
        Checks.distinct("items", items, item -> item);
        if ((status == ScenarioStatus.APPROVED) && approvalRef.isEmpty()) {
            throw new MalformedException(
                    "Cannot accept scenario " + scenarioId + ": it is APPROVED without a reference");
        }
    }
}
