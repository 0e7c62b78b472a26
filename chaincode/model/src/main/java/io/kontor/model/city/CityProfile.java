package io.kontor.model.city;

import io.kontor.model.id.Checks;
import io.kontor.model.id.Ids;
import io.kontor.model.rating.BandSchedule;
import io.kontor.model.rejection.MalformedException;
import io.kontor.model.sharing.SplitPlan;
import java.util.List;

/**
 * The rules of one city as a versioned ledger record; no city's name and no city's number stands in code (INV-8).
 *
 * @param cityId identifier of the city
 * @param version 1 for the first profile of the city, then one more each time
 * @param name display name in Chinese
 * @param regulatorMsp organisation of the city's regulator; it alone admits members and writes this profile
 * @param operatorMsp organisation of the city's operator; suppliers, registrars and buyers hold its certificates
 * @param limits terms, windows and retention
 * @param priceCaps upper bound of the unit price in each usage band, per item·record·call
 * @param splitPlan how a charge is shared between the suppliers' units and the operator
 * @param registration whether an unregistered resource blocks a grant or only raises an alarm
 * @param settlement when a settlement period ends by the calendar
 * @param utcOffsetMinutes offset of the city's calendar from UTC
 * @param recognisedCities cities whose members may buy here, ascending
 */
public record CityProfile(
        String cityId,
        int version,
        String name,
        String regulatorMsp,
        String operatorMsp,
        CityLimits limits,
        BandSchedule priceCaps,
        SplitPlan splitPlan,
        RegistrationRule registration,
        SettlementCalendar settlement,
        int utcOffsetMinutes,
        List<String> recognisedCities) {

    public CityProfile {
        Ids.require("city id", cityId);
        Checks.range("version", version, 1, 1_000_000);
        Checks.text("name", name, 200);
        Ids.require("regulator msp", regulatorMsp);
        Ids.require("operator msp", operatorMsp);
        Checks.range("utc offset minutes", utcOffsetMinutes, -720, 840);
        recognisedCities = Checks.ids("recognised cities", Checks.list("recognised cities", recognisedCities, 0, 1000));
        if (regulatorMsp.equals(operatorMsp)) {
            throw new MalformedException(
                    "Cannot accept city profile " + cityId + ": regulator and operator are both " + regulatorMsp);
        }
        if (recognisedCities.contains(cityId)) {
            throw new MalformedException("Cannot accept city profile " + cityId + ": it recognises itself");
        }
    }
}
