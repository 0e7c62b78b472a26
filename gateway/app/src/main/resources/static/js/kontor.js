// Live parts of the pages; everything else works without.
(function () {
    "use strict";
    document.documentElement.classList.add("k-js");

    document.addEventListener("click", function (event) {
        var button = event.target.closest("[data-copy]");
        if (button && navigator.clipboard) {
            navigator.clipboard.writeText(button.dataset.copy).then(function () {
                button.classList.add("is-done");
                setTimeout(function () { button.classList.remove("is-done"); }, 1500);
            });
        }
    });

    document.body.addEventListener("htmx:configRequest", function (event) {
        var token = document.querySelector("meta[name=_csrf]");
        if (token) {
            event.detail.headers["X-CSRF-TOKEN"] = token.content;
        }
    });

    document.querySelectorAll("form[data-once]").forEach(function (form) {
        form.addEventListener("submit", function () {
            form.querySelectorAll("button[type=submit]").forEach(function (button) {
                setTimeout(function () { button.disabled = true; }, 0);
            });
        });
    });

    // After all deferred scripts, the chart library among them.
    document.addEventListener("DOMContentLoaded", function () {
        document.querySelectorAll("[data-chart]").forEach(function (place) {
            if (!window.echarts) {
                return;
            }
            var data = JSON.parse(place.dataset.chart);
            var chart = window.echarts.init(place);
            chart.setOption({
                animation: false,
                color: ["#1b5e3a", "#8aa1b5", "#97211f", "#4a5560"],
                textStyle: { fontFamily: getComputedStyle(document.body).fontFamily },
                grid: { left: 8, right: 16, top: 32, bottom: 8, containLabel: true },
                tooltip: { trigger: "axis", axisPointer: { type: "shadow" } },
                legend: { top: 0, left: 0 },
                xAxis: { type: "value", minInterval: 1 },
                yAxis: { type: "category", data: data.categories, inverse: true },
                series: data.series.map(function (series) {
                    return { name: series.name, type: "bar", stack: "all", data: series.values, barMaxWidth: 22 };
                })
            });
            window.addEventListener("resize", function () { chart.resize(); });
        });
    });
}());
