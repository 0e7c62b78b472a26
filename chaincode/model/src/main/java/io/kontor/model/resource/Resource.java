package io.kontor.model.resource;

import io.kontor.model.id.Digest32;
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
        List<String> recognisedBy) {}
