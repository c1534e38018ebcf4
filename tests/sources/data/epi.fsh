// A leaflet in two languages
Instance: composition-en-1
InstanceOf: CompositionUvEpi
Title: "Composition"
Usage: #inline

* identifier.system = "https://example.org"
* identifier.value = "EU/1/00/000/002 - 30 tablets"
* status = #final
* type = https://spor.ema.europa.eu/rmswi/#100000155538
* type.text = "Package Leaflet"
* subject = Reference(mp-1)
* date = "2022-02-16T13:28:17Z"
* title = "TEST PURPOSES ONLY - otherla"
* language = #en

* section[+].
  * title = "B. Package Leaflet"
  * text.div = """<div>unavailable</div>"""
  * emptyReason = http://terminology.hl7.org/CodeSystem/list-empty-reason#unavailable

* section[=].section[+]
  * title = "3. How to take otherla"
  * text.div = """<div><p>Take one tablet a day.
* Not two.</p>
<p>Swallow it whole, with "water".</p></div>"""

* section[=].section[+]
  * title = "4. Possible side effects"
  * text.div = """<div><p>Dizziness (1 in 10 people).</p></div>"""

Instance: composition-da-1
InstanceOf: CompositionUvEpi
* identifier.value = "EU/1/00/000/002"
* language = #da
* section[+].title = "Indlægsseddel"
* section[=].text.div = """<div><p>Tag en tablet.</p></div>"""

Instance: mp-1
InstanceOf: MedicinalProductDefinitionUvEpi
* name
  * productName = "Otherla 5 mg tablets"

RuleSet: ListRuleset
* status = #current
