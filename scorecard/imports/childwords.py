"""Headings of lists of children, bare: in small letters, without signs or blanks.

From the CIN census and SSDA903 guides (DfE) and the lists of Ofsted's Annex A, and as spreadsheets shorten them.
"""

_IDS = """
upn uniquepupilnumber pupilupn nhsnumber nhsno nhsnum nhsid childid lachildid childuniqueid uniquechildid
childsuniqueid pupilid pupilnumber childidentifier childref childreference childreferencenumber childcode
personuniqueid formerupn clientid personid mosaicid swiftid frameworkiid carefirstid icsid lcsid ssid
liquidlogicid socialcareid childnumber casenumberofchild candidatenumber uniquelearnernumber uln
"""
_BIRTHS = """
dob dateofbirth birthdate personbirthdate childdob childsdob childdateofbirth childsdateofbirth dobofchild
dateofbirthofchild pupildob expecteddob dateofbirthorexpected expectedpersonbirthdate mcdob birthday
dateofbirthddmmyyyy dobddmmyyyy patientdob clientdob
"""
_CHILD_NAMES = """
childname childsname nameofchild pupilname nameofpupil childinitials initials initialsofchild childsinitials
childforename childsurname childfirstname youngperson youngpersonsname nameofyoungperson patientname
"""
_NAMES = """
forename firstname givenname surname lastname familyname fullname name names
"""
_SEXES = """
gender sex personsex gendercurrent childgender
"""
_AGES = """
age ageofchild ageofchildyears childage childsage ageyears ageinyears ageatreferral
"""
_OTHERS = """
ethnicity ethnic ethnicorigin ethnicgroup disability disabilities disabled postcode homepostcode homepost
address homeaddress school religion firstlanguage asylumstatus unaccompaniedasylumseeker
"""
_SSDA903 = """
sex dob ethnic upn motherchild mother mcdob decom rne ls cin place placeprovider dec rec reasonplacechange
homepost plpost urn decomm review reviewcode misstart misend missing duc dateint datematch sdqscore sdqreason
convicted healthcheck immunisations teethcheck healthassessment substancemisuse interventionreceived
interventionoffered intouch activ accom placed dateplaced dateplacedceased reasonplacedceased
"""

#: Numbers one child goes by.
IDS = frozenset(_IDS.split())
#: Dates of birth.
BIRTHS = frozenset(_BIRTHS.split())
#: Names that are a child’s.
CHILD_NAMES = frozenset(_CHILD_NAMES.split())
#: Names that may be anybody’s.
NAMES = frozenset(_NAMES.split())
#: Which sex.
SEXES = frozenset(_SEXES.split())
#: How old one child is.
AGES = frozenset(_AGES.split())
#: Other facts of one child.
OTHERS = frozenset(_OTHERS.split())
#: Columns of the looked-after children return (SSDA903) that no other table has together with CHILD.
SSDA903 = frozenset(_SSDA903.split())
