package io.kontor.contract.resource;

import io.kontor.contract.call.Call;
import io.kontor.contract.call.CallerRule;
import io.kontor.contract.call.Checks;
import io.kontor.contract.call.ContractFunction;
import io.kontor.contract.call.Reading;
import io.kontor.contract.rejection.ContractRejection;
import io.kontor.contract.state.Entries.Count;
import io.kontor.contract.state.Keys;
import io.kontor.contract.state.Records;
import io.kontor.model.json.JsonObject;
import io.kontor.model.member.MemberRole;
import io.kontor.model.rejection.RejectionCode;
import io.kontor.model.resource.Resource;
import io.kontor.model.resource.ResourceCodec;
import io.kontor.model.resource.ResourceStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Registration of resources and its recognition by other cities. */
public final class ResourceContract {

    private static final long SERIAL_MAX = 999_999;

    private ResourceContract() {}

    /** The functions of this capability. */
    public static List<ContractFunction> functions() {
        return List.of(
                ContractFunction.of(
                        "resource:register", CallerRule.officer(MemberRole.SUPPLIER), ResourceContract::register),
                ContractFunction.of("resource:code", CallerRule.officer(MemberRole.REGISTRAR), ResourceContract::code),
                ContractFunction.of(
                        "resource:reject", CallerRule.officer(MemberRole.REGISTRAR), ResourceContract::reject),
                ContractFunction.of(
                        "resource:recognise",
                        CallerRule.officer(MemberRole.REGULATOR, MemberRole.REGISTRAR),
                        ResourceContract::recognise),
                Reading.get("resource:get", argument -> Keys.resource(argument.string("resourceId"))),
                Reading.list("resource:list", Records.RESOURCE));
    }

    private static JsonObject register(Call call) {
        Resource resource = ResourceCodec.fromJson(call.argument());
        String what = "Cannot register resource " + resource.resourceId();
        Checks.isMember(call, resource.supplier(), what);
        Checks.isOfCity(call, resource.cityId(), what);
        ContractRejection.unless(
                resource.equals(with(resource, ResourceStatus.SUBMITTED, Optional.empty(), List.of())),
                RejectionCode.WRONG_STATE,
                what + ": it must be SUBMITTED, without code and recognition; it is " + resource.status());
        Optional<Resource> stored = call.state()
                .existing(
                        Keys.resource(resource.resourceId()),
                        resource,
                        before -> with(before, ResourceStatus.SUBMITTED, Optional.empty(), List.of()));
        return stored.map(ResourceCodec::toJson).orElseGet(() -> store(call, resource));
    }

    private static JsonObject code(Call call) {
        call.argument().requireOnly("resourceId");
        Resource resource = submitted(call, "Cannot give a code to resource ", ResourceStatus.REGISTERED);
        if (resource.status() == ResourceStatus.REGISTERED) {
            return ResourceCodec.toJson(resource);
        }
        Count serial = call.state()
                .find(Keys.serial(resource.cityId()))
                .orElse(Count.ZERO)
                .plus(1);
        ContractRejection.unless(
                serial.value() <= SERIAL_MAX,
                RejectionCode.BOUNDS,
                "Cannot give a code to resource " + resource.resourceId() + ": serial " + serial.value() + " is above "
                        + SERIAL_MAX);
        call.state().put(Keys.serial(resource.cityId()), serial);
        String code = RegistrationCode.of(resource.cityId(), resource.dataClass(), serial.value());
        return store(call, with(resource, ResourceStatus.REGISTERED, Optional.of(code), resource.recognisedBy()));
    }

    private static JsonObject reject(Call call) {
        call.argument().requireOnly("resourceId", "reason");
        Checks.text(call, "reason");
        Resource resource = submitted(call, "Cannot reject resource ", ResourceStatus.REJECTED);
        return store(call, with(resource, ResourceStatus.REJECTED, resource.code(), resource.recognisedBy()));
    }

    /** The resource, which is SUBMITTED or has reached the state that the caller wants. */
    private static Resource submitted(Call call, String verb, ResourceStatus wanted) {
        Resource resource = call.state().require(Keys.resource(call.argument().string("resourceId")));
        String what = verb + resource.resourceId();
        Checks.isOfCity(call, resource.cityId(), what);
        ContractRejection.unless(
                resource.status() == ResourceStatus.SUBMITTED || resource.status() == wanted,
                RejectionCode.WRONG_STATE,
                what + ": it is " + resource.status() + ", must be SUBMITTED");
        return resource;
    }

    private static JsonObject recognise(Call call) {
        call.argument().requireOnly("resourceId", "cityId");
        String cityId = call.argument().string("cityId");
        Resource resource = call.state().require(Keys.resource(call.argument().string("resourceId")));
        String what = "Cannot recognise resource " + resource.resourceId() + " in city " + cityId;
        Checks.isOfCity(call, cityId, what);
        ContractRejection.unless(
                resource.status() == ResourceStatus.REGISTERED,
                RejectionCode.REGISTRATION,
                what + ": it is " + resource.status() + ", must be REGISTERED");
        if (resource.recognisedBy().contains(cityId)) {
            return ResourceCodec.toJson(resource);
        }
        List<String> cities = new ArrayList<>(resource.recognisedBy());
        cities.add(cityId);
        cities.sort(null);
        return store(call, with(resource, resource.status(), resource.code(), cities));
    }

    private static JsonObject store(Call call, Resource resource) {
        call.state().put(Keys.resource(resource.resourceId()), resource);
        return ResourceCodec.toJson(resource);
    }

    private static Resource with(
            Resource resource, ResourceStatus status, Optional<String> code, List<String> recognisedBy) {
        return new Resource(
                resource.resourceId(),
                resource.supplier(),
                resource.cityId(),
                resource.title(),
                resource.dataClass(),
                resource.grade(),
                resource.personalData(),
                resource.dictionary(),
                resource.legalityDigest(),
                status,
                code,
                recognisedBy);
    }
}
