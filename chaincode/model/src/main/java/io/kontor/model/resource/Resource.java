package io.kontor.model.resource;

import io.kontor.model.id.Checks;
import io.kontor.model.id.Digest32;
import io.kontor.model.id.Ids;
import io.kontor.model.rejection.MalformedException;
import java.util.List;
import java.util.Optional;

/**
 * A public data resource of one supplier, as registered.
 *
 * @param resourceId identifier
 * @param supplier member that supplies it
 * @param cityId city where it is registered; its rules and its split plan apply
 * @param title display title
 * @param dataClass class of the data, which decides the ways it may circulate (H-04)
 * @param grade 1 (low) to 4 (high)
 * @param personalData whether a call needs a consent
 * @param dictionary the data items, in order
 * @param legalityDigest digest of the document that shows the legality of its source
 * @param status state of the registration
 * @param code registration code once registered
 * @param recognisedBy cities that recognise the registration, ascending
 */
public record Resource(
        String resourceId,
        String supplier,
        String cityId,
        String title,
        DataClass dataClass,
        int grade,
        PersonalData personalData,
        List<DataItem> dictionary,
        Digest32 legalityDigest,
        ResourceStatus status,
        Optional<String> code,
        List<String> recognisedBy) {

    public Resource {
        Ids.require("resource id", resourceId);
        Ids.require("supplier", supplier);
        Ids.require("city id", cityId);
        Checks.text("title", title, 200);
        Checks.range("grade", grade, 1, 4);
        dictionary = Checks.list("dictionary", dictionary, 1, 500);
        code.ifPresent(value -> Checks.text("code", value, 64));
        recognisedBy = Checks.ids("recognised by", Checks.list("recognised by", recognisedBy, 0, 1000));
        Checks.distinct("dictionary", dictionary, DataItem::name);
        if (status == ResourceStatus.REGISTERED && code.isEmpty()) {
            throw new MalformedException("Cannot accept resource " + resourceId + ": it is REGISTERED without a code");
        }
        if ((status == ResourceStatus.SUBMITTED || status == ResourceStatus.REJECTED) && code.isPresent()) {
            throw new MalformedException("Cannot accept resource " + resourceId + ": it is " + status + " with a code");
        }
    }

    /** Names of the data items that a duty to mask covers. */
    public List<String> sensitiveItems() {
        return dictionary.stream()
                .filter(item -> item.sensitivity() != Sensitivity.NONE)
                .map(DataItem::name)
                .toList();
    }
}
